using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Tasks;

/// <summary>Loads a task for writing, or says why it cannot be worked on any more.</summary>
public sealed class OpenTask(PetitionDbContext db)
{
    /// <summary>A task that the viewer may not see is refused like one that does not exist.</summary>
    public async Task<Result<WorkTask>> LoadAsync(Guid taskId, Viewer viewer, CancellationToken cancellation)
    {
        var task = await db.Set<WorkTask>().VisibleTo(viewer, db).SingleOrDefaultAsync(t => t.Id == taskId, cancellation);
        return task switch
        {
            null => new Refusal("task-not-found"),
            { State: TaskState.Completed } => await AlreadyCompletedAsync(task, viewer, cancellation),
            { State: TaskState.Withdrawn } => new Refusal("task-withdrawn"),
            _ => task,
        };
    }

    public async Task<string> NameOfAsync(Guid? staffId, CancellationToken cancellation) =>
        await db.Set<StaffMember>().Where(s => s.Id == staffId).Select(s => s.DisplayName).SingleOrDefaultAsync(cancellation) ?? "—";

    private async Task<Refusal> AlreadyCompletedAsync(WorkTask task, Viewer viewer, CancellationToken cancellation) =>
        task.CompletedById == viewer.UserId
            ? new Refusal("task-already-completed-by-you")
            : new Refusal("task-already-completed", await NameOfAsync(task.CompletedById, cancellation));
}
