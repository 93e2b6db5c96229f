using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks.Forms;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing.Rules;

/// <summary>A form with a mistake in it would stop every case at its step.</summary>
internal sealed class FormsAreReadable(Texts texts) : IFlowRule
{
    public IEnumerable<PublishFinding> Check(FlowMap flow) =>
        from step in flow.Steps
        where step.Type == "Petition.Task" && step.Literal("taskType") is null or "" or TaskForms.Custom
        let form = step.Literal("form")
        where !string.IsNullOrEmpty(form)
        let broken = TaskFormJson.Read(form).Refusal
        where broken is not null
        select Findings.Error(step, texts["Publishing.BrokenForm", step.Label, texts.Of(broken)]);
}
