using PetitionWorkflow.Routing.Publishing.Proposals;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing;

/// <summary>What publishing would find wrong with a flow, apart from who publishes it.</summary>
public sealed class PetitionFlowReview(IEnumerable<IPublishCheck> checks)
{
    public async Task<IReadOnlyList<PublishFinding>> OfAsync(WorkflowDefinition definition, CancellationToken cancellation)
    {
        var findings = new List<PublishFinding>();
        foreach (var check in checks.Where(c => c is not TwoPersons))
        {
            findings.AddRange(await check.CheckAsync(definition, cancellation));
        }

        return findings;
    }
}
