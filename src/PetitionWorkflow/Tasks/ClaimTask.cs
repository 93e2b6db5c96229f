using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Tasks;

/// <summary>Takes a task of one's role or unit into one's own hands (C95). Claiming one's own task again changes nothing.</summary>
public sealed record ClaimTask(Guid TaskId, Viewer By);

public sealed class ClaimTaskHandler(UnitOfWork work, OpenTask open)
{
    public async Task<Result> HandleAsync(ClaimTask command, CancellationToken cancellation)
    {
        var loaded = await open.LoadAsync(command.TaskId, command.By, cancellation);
        if (loaded.Refusal is { } no)
        {
            return no;
        }

        var task = loaded.Value;
        if (task.AssigneeId == command.By.UserId)
        {
            return Result.Done;
        }

        if (!task.IsMeantFor(command.By))
        {
            return new Refusal("task-not-for-you");
        }

        if (task.AssigneeId is { } holder)
        {
            return new Refusal("task-held-by-another", await open.NameOfAsync(holder, cancellation));
        }

        task.Hold(command.By.UserId);
        work.Raise(task.PetitionId, new TaskClaimed(task.Id, task.TaskType), command.By.Act());
        return Result.Done;
    }
}
