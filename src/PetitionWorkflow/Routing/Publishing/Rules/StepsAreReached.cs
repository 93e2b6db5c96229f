using PetitionWorkflow.Shared;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing.Rules;

/// <summary>A step that no case can get to was forgotten when the flow was changed.</summary>
internal sealed class StepsAreReached(Texts texts) : IFlowRule
{
    public IEnumerable<PublishFinding> Check(FlowMap flow)
    {
        var reached = flow.Reach(flow.Starts);
        return flow.Steps.Where(step => !reached.Contains(step)).Select(step => Findings.Error(step, texts["Publishing.Unreachable", step.Label]));
    }
}
