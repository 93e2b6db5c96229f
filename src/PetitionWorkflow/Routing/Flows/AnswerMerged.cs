using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Activities;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Execution;

namespace PetitionWorkflow.Routing.Flows;

/// <summary>Every case that was merged with one that is now closed goes on in the same transaction: nobody is left without an answer.</summary>
internal sealed class AnswerMerged(CaseFlows flows) : ICaseEventHandler<PetitionClosed>
{
    public Task HandleAsync(Guid petitionId, PetitionClosed happened, ActContext act, CancellationToken cancellation) =>
        flows.SendAsync(new Stimulus { Name = "Petition.AwaitMainCase", Payload = new MainCaseStimulus(petitionId) }, act, cancellation);
}
