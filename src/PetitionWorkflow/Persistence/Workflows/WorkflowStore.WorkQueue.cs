using Microsoft.EntityFrameworkCore;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Persistence.Workflows;

/// <summary>The durable queue of work left for after a commit.</summary>
internal sealed partial class WorkflowStore
{
    public ValueTask<WorkItemRow?> FindWorkAsync(string id, CancellationToken cancellationToken) => _work.FindAsync(id, cancellationToken);

    public async ValueTask<IReadOnlyList<string>> ListWorkAsync(DateTime now, int max, CancellationToken cancellationToken)
    {
        await TellDatabaseAsync(_work.HasChanges || _bookmarks.HasChanges, cancellationToken);
        var items = Rows<WorkItemRow>().AsNoTracking();
        var ready = await items
            .Where(w => w.State == WorkItemState.Ready && w.NotBefore <= now)
            .OrderBy(w => w.Sequence)
            .Take(max)
            .Select(w => new { w.Id, w.Sequence })
            .ToListAsync(cancellationToken);
        var awake = await items
            .Where(w => w.State == WorkItemState.Parked && w.NotBefore <= now && (w.ExpiresAt <= now
                || Rows<BookmarkRow>().Any(b => b.Hash == w.Hash && (w.InstanceId == null || b.InstanceId == w.InstanceId))))
            .OrderBy(w => w.Sequence)
            .Take(max)
            .Select(w => new { w.Id, w.Sequence })
            .ToListAsync(cancellationToken);
        return [.. ready.Concat(awake).OrderBy(w => w.Sequence).Take(max).Select(w => w.Id)];
    }

    public async ValueTask<IReadOnlyList<WorkItemRow>> ListDeadWorkAsync(int max, CancellationToken cancellationToken)
    {
        await TellDatabaseAsync(_work.HasChanges, cancellationToken);
        return await Rows<WorkItemRow>().AsNoTracking()
            .Where(w => w.State == WorkItemState.Dead)
            .OrderBy(w => w.Sequence)
            .Take(max)
            .ToListAsync(cancellationToken);
    }

    public void AddWork(WorkItemRow row) => _work.Add(row);

    public void UpdateWork(WorkItemRow row) => _work.Update(row);

    public void RemoveWork(string id) => _work.Remove(id);
}
