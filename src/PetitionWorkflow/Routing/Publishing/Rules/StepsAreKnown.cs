using PetitionWorkflow.Shared;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing.Rules;

/// <summary>A step of a type that nobody here knows would fault when a case gets there.</summary>
internal sealed class StepsAreKnown(Texts texts) : IFlowRule
{
    public IEnumerable<PublishFinding> Check(FlowMap flow) =>
        flow.Steps.Where(step => !step.IsKnown).Select(step => Findings.Error(step, texts["Publishing.UnknownActivity", step.Label, FlowJson.Text(step.Json, "missingTypeName") ?? step.Type]));
}
