using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Tasks;

/// <summary>
/// Hands a task to a person who may do it: by its holder, by the head of its unit, or by an administrator. Taking it out of
/// another's hands needs a reason.
/// </summary>
public sealed record DelegateTask(Guid TaskId, Guid ToUserId, string? Reason, Viewer By);

public sealed class DelegateTaskHandler(UnitOfWork work, OpenTask open, TaskCandidates candidates)
{
    public async Task<Result> HandleAsync(DelegateTask command, CancellationToken cancellation)
    {
        var loaded = await open.LoadAsync(command.TaskId, command.By, cancellation);
        if (loaded.Refusal is { } no)
        {
            return no;
        }

        var task = loaded.Value;
        if (!task.MayBeHandedOnBy(command.By))
        {
            return new Refusal("task-not-for-you");
        }

        var reason = TypedText.Clean(command.Reason);
        if (task.AssigneeId is not null && task.AssigneeId != command.By.UserId && reason.Length == 0)
        {
            return new Refusal("reason-required") { Field = "reason" };
        }

        if (reason.Length > 500)
        {
            return new Refusal("field-too-long", 500, reason.Length) { Field = "reason" };
        }

        var to = (await candidates.ForAsync(task, cancellation)).FirstOrDefault(c => c.Id == command.ToUserId);
        if (to is null)
        {
            return new Refusal("task-not-for-that-person") { Field = "to" };
        }

        if (task.AssigneeId != to.Id)
        {
            task.Hold(to.Id);
            var act = command.By.Act(reason.Length == 0 ? null : reason);
            work.Raise(task.PetitionId, new TaskDelegated(task.Id, task.TaskType, to.Id, to.Name), act);
        }

        return Result.Done;
    }
}
