using Microsoft.EntityFrameworkCore;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Persistence.Doctor;

/// <summary>Between bursts a running instance waits at a bookmark, or for a piece of queued work that is about it.</summary>
internal sealed class InstancesWaitForSomething : IInvariant
{
    public async Task<IReadOnlyList<Violation>> FindAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        var stuck = await db.Set<WorkflowInstanceRow>()
            .Where(i => i.Status == WorkflowStatus.Running
                && !db.Set<BookmarkRow>().Any(b => b.InstanceId == i.Id)
                && !db.Set<WorkItemRow>().Any(w => w.InstanceId == i.Id && w.State != WorkItemState.Dead))
            .Select(i => new { i.Id, i.DefinitionId, i.SubStatus })
            .ToListAsync(cancellation);
        return [.. stuck.Select(i => new Violation("instance-without-bookmark", i.Id, i.DefinitionId, i.SubStatus))];
    }
}
