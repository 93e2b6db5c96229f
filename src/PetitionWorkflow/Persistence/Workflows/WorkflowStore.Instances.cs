using Microsoft.EntityFrameworkCore;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Persistence.Workflows;

/// <summary>Instances and their journal.</summary>
internal sealed partial class WorkflowStore
{
    public async ValueTask<WorkflowInstanceRow?> FindInstanceAsync(string id, CancellationToken cancellationToken) =>
        await _instances.FindAsync(id, cancellationToken) is { } row && !IsHidden(row.CorrelationId) ? row : null;

    public void AddInstance(WorkflowInstanceRow row) => _instances.Add(row);

    public void UpdateInstance(WorkflowInstanceRow row) => _instances.Update(row);

    /// <summary>The database takes bookmarks, timers and journal along (cascade); queued work names instances that may not exist yet.</summary>
    public void RemoveInstance(string id)
    {
        _savedBursts -= _bursts.Take(_savedBursts).Count(b => b.InstanceId == id);
        _bursts.RemoveAll(b => b.InstanceId == id);
        _bookmarks.Forget(b => b.InstanceId == id);
        _timers.Forget(t => t.InstanceId == id);
        _work.Forget(w => w.InstanceId == id);
        _instances.Forget(id);
        _deletes.Add(("DELETE FROM \"WorkflowWork\" WHERE \"InstanceId\" = @p0", id));
        _deletes.Add((RowSql<WorkflowInstanceRow>.Of(_unit.Db).Delete, id));
    }

    public async ValueTask<Page<InstanceSummary>> ListInstancesAsync(InstanceFilter filter, CancellationToken cancellationToken)
    {
        await TellDatabaseAsync(_instances.HasChanges, cancellationToken);
        var matching = InstanceQuery.Apply(Rows<WorkflowInstanceRow>().AsNoTracking(), filter, likeIgnoresCase: _unit.Db is SqlitePetitionDbContext);
        if (_hidden.CorrelationIds is { Count: > 0 } hidden)
        {
            matching = matching.Where(i => i.CorrelationId == null || !hidden.Contains(i.CorrelationId));
        }

        var items = await InstanceQuery.Sort(matching, filter)
            .Skip(filter.Skip)
            .Take(filter.Take)
            .Select(InstanceQuery.Summary)
            .ToListAsync(cancellationToken);

        // A page that is not full is the last one: counting would read all instances a second time.
        var isLast = items.Count < filter.Take && (items.Count > 0 || filter.Skip == 0);
        return new Page<InstanceSummary>(items, isLast ? filter.Skip + items.Count : await matching.CountAsync(cancellationToken));
    }

    public async ValueTask<bool> AnyRunningAsync(string? definitionId, string? correlationId, CancellationToken cancellationToken)
    {
        await TellDatabaseAsync(_instances.HasChanges, cancellationToken);
        var running = Rows<WorkflowInstanceRow>().AsNoTracking().Where(i => i.Status == WorkflowStatus.Running);
        if (definitionId is not null)
        {
            running = running.Where(i => i.DefinitionId == definitionId);
        }

        if (correlationId is not null)
        {
            running = running.Where(i => i.CorrelationId == correlationId);
        }

        return await running.AnyAsync(cancellationToken);
    }

    public async ValueTask<IReadOnlyList<string>> ListChildrenAsync(string instanceId, CancellationToken cancellationToken)
    {
        await TellDatabaseAsync(_instances.HasChanges, cancellationToken);
        return await Rows<WorkflowInstanceRow>().AsNoTracking()
            .Where(i => i.ParentInstanceId == instanceId)
            .OrderBy(i => i.CreatedAt).ThenBy(i => i.Id)
            .Select(i => i.Id)
            .ToListAsync(cancellationToken);
    }

    public void AddBurst(BurstRow row)
    {
        _bursts.Add(row);
        NoteChange();
    }

    public async ValueTask<IReadOnlyList<BurstRow>> ListBurstsAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (_hidden.CorrelationIds.Count > 0 && await FindInstanceAsync(instanceId, cancellationToken) is null)
        {
            return [];
        }

        var stored = await Rows<BurstRow>().AsNoTracking().Where(b => b.InstanceId == instanceId).ToListAsync(cancellationToken);
        var pending = _bursts.Where(b => b.InstanceId == instanceId && stored.TrueForAll(s => s.Number != b.Number));
        return [.. stored.Concat(pending).OrderBy(b => b.Number)];
    }

    private bool IsHidden(string? correlationId) => correlationId is not null && _hidden.CorrelationIds.Contains(correlationId);
}
