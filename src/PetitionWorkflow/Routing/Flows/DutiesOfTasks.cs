using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Activities;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using WorkflowRuntime.Expressions;

namespace PetitionWorkflow.Routing.Flows;

/// <summary>
/// What a coordination meeting decided (C47) and whom an urgent instruction names (C71) become duties in the transaction that
/// completes the task, whichever flow asked for it.
/// </summary>
internal sealed class DutiesOfTasks(UnitOfWork work, CaseDuties duties, DutyLines lines) : ICaseEventHandler<TaskCompleted>
{
    public async Task HandleAsync(Guid petitionId, TaskCompleted happened, ActContext act, CancellationToken cancellation)
    {
        if (happened.TaskType is not ("coordination-meeting" or "urgent-instruction"))
        {
            return;
        }

        var task = (await work.Db.FindAsync<WorkTask>([happened.TaskId], cancellation))!;
        var petition = (await work.Db.FindAsync<Petition>([petitionId], cancellation))!;
        var data = CaseData.Of(task.DataJson is { } json ? ValueJson.Deserialize(json) : null);
        if (happened.TaskType == "urgent-instruction")
        {
            await AskForAcknowledgementAsync(petition, data, act, cancellation);
            return;
        }

        DutyLine[] decided = [.. Enumerable.Range(1, 3).Select(n => new DutyLine(data.Id($"unit{n}"), data.Text($"what{n}"), data.Day($"dueOn{n}")))];
        (await lines.GiveAsync(petition, decided, DutyOrigin.CoordinationMeeting, act, cancellation)).Require();
    }

    /// <summary>Due the same day; the accused unit is neither told nor asked (Art. 30 ¶3).</summary>
    private async Task AskForAcknowledgementAsync(Petition petition, CaseData data, ActContext act, CancellationToken cancellation)
    {
        var named = new[] { "unit1", "unit2", "unit3" }.Select(data.Id).OfType<Guid>().Distinct().Where(id => id != petition.AccusedUnitId);
        foreach (var id in named)
        {
            var unit = (await work.Db.FindAsync<Unit>([id], cancellation))!;
            duties.Give(petition.Id, unit, DutyOrigin.UrgentInstruction, data.Text("instruction") ?? "", work.Time.Today(), act);
        }
    }
}
