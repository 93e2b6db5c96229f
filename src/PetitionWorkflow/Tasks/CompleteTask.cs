using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Tasks;

/// <summary>Ends a task with one of its outcomes and what was filled in (C95). The flow goes on in the same transaction.</summary>
/// <param name="Typed">Field name to text as typed; see <see cref="TaskFieldKind"/> for the spelling of each kind.</param>
public sealed record CompleteTask(Guid TaskId, string Outcome, IReadOnlyDictionary<string, string> Typed, Viewer By);

/// <param name="Number">The case.</param>
public sealed record TaskDone(Guid PetitionId, string Number, string TaskType, string Outcome);

public sealed class CompleteTaskHandler(UnitOfWork work, OpenTask open, TaskForms forms, TaskReferences references)
{
    public async Task<Result<TaskDone>> HandleAsync(CompleteTask command, CancellationToken cancellation)
    {
        var loaded = await open.LoadAsync(command.TaskId, command.By, cancellation);
        if (loaded.Refusal is { } no)
        {
            return no;
        }

        var task = loaded.Value;
        if (task.AssigneeId != command.By.UserId && !task.IsClaimableBy(command.By))
        {
            return task.AssigneeId is { } holder
                ? new Refusal("task-held-by-another", await open.NameOfAsync(holder, cancellation))
                : new Refusal("task-not-for-you");
        }

        var answer = await ReadAsync(task, command, cancellation);
        if (answer.Refusal is { } wrong)
        {
            return wrong;
        }

        return await FinishAsync(task, command, answer.Value, cancellation);
    }

    private async Task<Result<TaskAnswer>> ReadAsync(WorkTask task, CompleteTask command, CancellationToken cancellation)
    {
        var form = forms.Of(task);
        if (form.Refusal is { } broken)
        {
            return broken;
        }

        if (form.Value.Outcome(command.Outcome) is not { } outcome)
        {
            return new Refusal("task-outcome-unknown");
        }

        var answer = TaskFormValidator.Validate(form.Value, outcome, command.Typed);
        var wrong = answer.Refusals.Concat(await references.CheckAsync(task.PetitionId, form.Value, answer.Data, command.By, cancellation)).ToList();
        return Refusal.Together(wrong) is { } refusal ? refusal : answer;
    }

    private async Task<Result<TaskDone>> FinishAsync(WorkTask task, CompleteTask command, TaskAnswer answer, CancellationToken cancellation)
    {
        task.State = TaskState.Completed;
        task.Outcome = command.Outcome;
        task.DataJson = answer.Data.ToJsonString(TaskFormJson.Options);
        task.DraftJson = null;
        task.CompletedAt = work.Time.UtcNow();
        task.CompletedById = command.By.UserId;
        task.AssigneeId ??= command.By.UserId;
        var reason = answer.Data[TaskForm.ReasonField]?.GetValue<string>();
        work.Raise(task.PetitionId, new TaskCompleted(task.Id, task.TaskType, command.Outcome), command.By.Act(reason));
        var petition = (await work.Db.FindAsync<Petition>([task.PetitionId], cancellation))!;
        return new TaskDone(task.PetitionId, petition.Number, task.TaskType, command.Outcome);
    }
}
