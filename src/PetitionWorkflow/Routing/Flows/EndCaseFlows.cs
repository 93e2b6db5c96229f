using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.Flows;

/// <summary>
/// A withdrawn case waits for nobody any more. A case that its own flow has archived ends by itself, and an urgent matter is followed
/// up until a leader finds it settled, whatever became of the petition (C73).
/// </summary>
internal sealed class EndCaseFlows(CaseFlows flows) : ICaseEventHandler<PetitionClosed>
{
    public Task HandleAsync(Guid petitionId, PetitionClosed happened, ActContext act, CancellationToken cancellation) =>
        happened.Outcome == CaseOutcome.Withdrawn ? flows.CancelAllAsync(petitionId, act, cancellation) : Task.CompletedTask;
}
