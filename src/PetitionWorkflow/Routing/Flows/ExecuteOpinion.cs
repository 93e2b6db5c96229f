using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Activities;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using WorkflowRuntime.Expressions;

namespace PetitionWorkflow.Routing.Flows;

/// <summary>
/// Art. 32 (R21): the case is closed when its petitioner was answered, yet what the answer promises is still to be done. The lead unit owes
/// it as a duty with its own clock, which closing the case does not end.
/// </summary>
internal sealed class ExecuteOpinion(UnitOfWork work, CaseDuties duties, Texts texts) : ICaseEventHandler<PetitionClosed>
{
    public async Task HandleAsync(Guid petitionId, PetitionClosed happened, ActContext act, CancellationToken cancellation)
    {
        if (happened.Outcome != CaseOutcome.Resolved)
        {
            return;
        }

        var verified = await work.Db.Set<WorkTask>()
            .Where(t => t.PetitionId == petitionId && t.TaskType == "verify" && t.State == TaskState.Completed && t.Outcome == "Pass")
            .OrderByDescending(t => t.CompletedAt).ThenByDescending(t => t.Id).Select(t => t.DataJson).FirstOrDefaultAsync(cancellation);
        var petition = (await work.Db.FindAsync<Petition>([petitionId], cancellation))!;
        if (verified is null || CaseData.Of(ValueJson.Deserialize(verified)).Day("executeBy") is not { } day || petition.LeadUnitId is not { } lead)
        {
            return;
        }

        var unit = (await work.Db.FindAsync<Unit>([lead], cancellation))!;
        duties.Give(petitionId, unit, DutyOrigin.Execution, texts.In(Texts.Languages[0])["Routing.Execute"], day, act);
    }
}
