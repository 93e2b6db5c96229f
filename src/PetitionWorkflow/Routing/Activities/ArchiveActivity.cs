using PetitionWorkflow.Archive;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Options;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>歸檔: closes the case with its outcome and ends the flow that brought it here.</summary>
[Activity("Petition", "Archive", DisplayName = "Archive", Description = "Closes the case with an outcome.")]
public sealed class ArchiveActivity : CaseActivity
{
    [Input(DisplayName = "Outcome", UIHint = InputHints.DropDown, OptionsProvider = typeof(OutcomeOptions))]
    public Input<string> Outcome { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var outcome = Choices.Parse<CaseOutcome>(step.Require(Outcome, nameof(Outcome)));
        (await step.Service<CaseCloser>().CloseAsync(step.Petition, outcome, step.Act, step.Cancellation)).Require();
    }
}
