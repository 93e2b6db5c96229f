using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Tasks;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Persistence.Doctor;

/// <summary>Completing an open task must move something: its bookmark is there, in a running instance, and its case exists.</summary>
internal sealed class TasksHaveLiveBookmarks : IInvariant
{
    public async Task<IReadOnlyList<Violation>> FindAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        var open = db.Set<WorkTask>().Where(t => t.State == TaskState.Open);
        var dead = await open
            .Where(t => !db.Set<BookmarkRow>().Any(b => b.Id == t.BookmarkId && b.InstanceId == t.WorkflowInstanceId)
                || !db.Set<WorkflowInstanceRow>().Any(i => i.Id == t.WorkflowInstanceId && i.Status == WorkflowStatus.Running))
            .Select(t => new { t.Id, t.TaskType })
            .ToListAsync(cancellation);
        var orphans = await db.Set<WorkTask>()
            .Where(t => !db.Set<Petition>().Any(p => p.Id == t.PetitionId))
            .Select(t => new { t.Id, t.TaskType })
            .ToListAsync(cancellation);
        return
        [
            .. dead.Select(t => new Violation("task-without-bookmark", t.Id.ToString(), t.TaskType)),
            .. orphans.Select(t => new Violation("task-without-case", t.Id.ToString(), t.TaskType)),
        ];
    }
}
