using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Tasks;

/// <summary>Gives a held task back to its role or unit. The draft stays with the task.</summary>
public sealed record ReleaseTask(Guid TaskId, Viewer By);

public sealed class ReleaseTaskHandler(UnitOfWork work, OpenTask open)
{
    public async Task<Result> HandleAsync(ReleaseTask command, CancellationToken cancellation)
    {
        var loaded = await open.LoadAsync(command.TaskId, command.By, cancellation);
        if (loaded.Refusal is { } no)
        {
            return no;
        }

        var task = loaded.Value;
        if (task.AssigneeId is null)
        {
            return Result.Done;
        }

        if (task.AssigneeId != command.By.UserId && !command.By.Is(Roles.Administrator))
        {
            return new Refusal("task-held-by-another", await open.NameOfAsync(task.AssigneeId, cancellation));
        }

        if (task is { Role: null, UnitId: null })
        {
            return new Refusal("task-has-no-queue");
        }

        task.Hold(null);
        work.Raise(task.PetitionId, new TaskReleased(task.Id, task.TaskType), command.By.Act());
        return Result.Done;
    }
}
