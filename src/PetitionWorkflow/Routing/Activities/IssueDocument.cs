using PetitionWorkflow.Documents;
using PetitionWorkflow.Routing.Options;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>Issues a numbered paper of the case. A required value that is empty refuses the step (C38, C72).</summary>
[Activity("Petition", "IssueDocument", DisplayName = "Issue document", Description = "Issues a numbered slip, notice or opinion.")]
public sealed class IssueDocument : CaseActivity
{
    [Input(DisplayName = "Kind", UIHint = InputHints.DropDown, OptionsProvider = typeof(DocumentTemplateOptions))]
    public Input<string> Kind { get; set; } = new();

    [Input(DisplayName = "Values", Description = "Object with the values of the template.")]
    public Input<object> Values { get; set; } = new();

    [Input(DisplayName = "Unit", UIHint = InputHints.DropDown, OptionsProvider = typeof(UnitOptions), Description = "Addressed to this unit only: its code, or 'lead'.")]
    public Input<string> Unit { get; set; } = new();

    [Output(DisplayName = "Number")]
    public Output<string> Number { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var kind = step.Require(Kind, nameof(Kind));
        var unit = step.Get(Unit) is { Length: > 0 } reference ? await step.UnitAsync(reference) : null;
        var values = step.Data(Values).ToText();
        await step.Service<DocumentFacts>().CompleteAsync(step.Petition, kind, values, step.Cancellation);
        var draft = new DocumentDraft(kind, values) { UnitId = unit?.Id };
        var document = (await step.Service<DocumentIssuer>().IssueAsync(step.Petition, draft, step.Act, step.Cancellation)).Require();
        step.Context.Set(Number, document.Number);
    }
}
