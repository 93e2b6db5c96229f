using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Activities;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Execution;

namespace PetitionWorkflow.Routing.Flows;

/// <summary>A recorded instruction opens the gate before assignment in the same transaction (C21, C28).</summary>
internal sealed class OpenGate(CaseFlows flows) : ICaseEventHandler<InstructionGiven>
{
    public Task HandleAsync(Guid petitionId, InstructionGiven happened, ActContext act, CancellationToken cancellation) =>
        flows.SendAsync(
            new Stimulus { Name = "Petition.AwaitInstruction", Payload = new InstructionStimulus(petitionId), CorrelationId = CaseFlows.KeyOf(petitionId) },
            act,
            cancellation);
}
