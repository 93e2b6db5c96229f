using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing;

/// <summary>One thing that a petition flow must be, or should rather not be, before it governs cases.</summary>
internal interface IFlowRule
{
    IEnumerable<PublishFinding> Check(FlowMap flow);
}
