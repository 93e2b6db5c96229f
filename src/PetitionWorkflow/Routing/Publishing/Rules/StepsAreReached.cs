using PetitionWorkflow.Shared;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing.Rules;

/// <summary>
/// A step that no case can get to was forgotten when the flow was changed. One cut connection leaves everything behind it unreached:
/// that is told once, by the step where the cut is.
/// </summary>
internal sealed class StepsAreReached(Texts texts) : IFlowRule
{
    public IEnumerable<PublishFinding> Check(FlowMap flow)
    {
        var told = flow.Reach(flow.Starts);
        var left = flow.Steps.Where(step => !told.Contains(step)).ToList();

        // Steps that nothing leads to come first; what is then left goes round in a circle.
        foreach (var step in left.OrderBy(step => flow.Into(step).Any()))
        {
            if (told.Contains(step))
            {
                continue;
            }

            var behind = flow.Reach([step], told.Contains).Count(told.Add) - 1;
            yield return Findings.Error(step, behind > 0 ? texts["Publishing.UnreachableWith", step.Label, behind] : texts["Publishing.Unreachable", step.Label]);
        }
    }
}
