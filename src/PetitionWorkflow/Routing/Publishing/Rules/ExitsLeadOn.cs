using PetitionWorkflow.Shared;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing.Rules;

/// <summary>An exit without a connection leaves the case with nobody.</summary>
internal sealed class ExitsLeadOn(Texts texts) : IFlowRule
{
    public IEnumerable<PublishFinding> Check(FlowMap flow) =>
        from step in flow.Steps
        where step is { IsKnown: true, IsTerminal: false, Exits: not null }
        from exit in step.Exits!.Distinct()
        where !flow.From(step).Any(edge => edge.Port == exit)
        select Findings.Error(step, texts["Publishing.OpenExit", step.Label, exit]);
}
