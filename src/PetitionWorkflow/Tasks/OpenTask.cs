using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
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
            null => await MissingAsync(taskId, viewer, cancellation),
            { State: TaskState.Completed } => await AlreadyCompletedAsync(task, viewer, cancellation),
            { State: TaskState.Withdrawn } => new Refusal(await IsWithdrawnAsync(task.PetitionId, cancellation) ? "case-withdrawn" : "task-withdrawn"),
            _ => task,
        };
    }

    /// <summary>Whoever still sees the case is told why its tasks are gone.</summary>
    private async Task<Refusal> MissingAsync(Guid taskId, Viewer viewer, CancellationToken cancellation)
    {
        var petition = await db.Set<WorkTask>().Where(t => t.Id == taskId).Select(t => t.PetitionId).SingleOrDefaultAsync(cancellation);
        var refusal = (await db.CaseForWorkAsync(petition, viewer, cancellation)).Refusal;
        return refusal is { Code: "recused-from-case" } ? refusal : new Refusal("task-not-found");
    }

    public async Task<string> NameOfAsync(Guid? staffId, CancellationToken cancellation) =>
        await db.Set<StaffMember>().Where(s => s.Id == staffId).Select(s => s.DisplayName).SingleOrDefaultAsync(cancellation) ?? "—";

    private Task<bool> IsWithdrawnAsync(Guid petitionId, CancellationToken cancellation) =>
        db.Set<Petition>().AnyAsync(p => p.Id == petitionId && p.Outcome == CaseOutcome.Withdrawn, cancellation);

    private async Task<Refusal> AlreadyCompletedAsync(WorkTask task, Viewer viewer, CancellationToken cancellation) =>
        task.CompletedById == viewer.UserId
            ? new Refusal("task-already-completed-by-you")
            : new Refusal("task-already-completed", await NameOfAsync(task.CompletedById, cancellation));
}
