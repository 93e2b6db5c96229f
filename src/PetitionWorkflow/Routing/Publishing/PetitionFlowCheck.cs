using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing;

/// <summary>Flows that move petitions are looked at before they are published; every other flow publishes by Elsa's own rules.</summary>
internal sealed class PetitionFlowCheck(ActivityRegistry registry, IEnumerable<IFlowRule> rules) : IPublishCheck
{
    public ValueTask<IReadOnlyList<PublishFinding>> CheckAsync(WorkflowDefinition definition, CancellationToken cancellationToken) =>
        new(FlowMap.Read(definition, registry) is { } flow ? [.. rules.SelectMany(rule => rule.Check(flow))] : []);
}

/// <summary>Makes findings about steps.</summary>
internal static class Findings
{
    public static PublishFinding Error(FlowStep step, string message) => new(step.Id, message);

    public static PublishFinding Warning(FlowStep step, string message) => new(step.Id, message, IsWarning: true);
}
