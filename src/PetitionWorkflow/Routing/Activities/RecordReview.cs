using PetitionWorkflow.Reviews;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>復查結論: maintain, change, revoke or redo (C55).</summary>
[Activity("Petition", "RecordReview", DisplayName = "Record review decision", Description = "Records what the review decided.")]
public sealed class RecordReview : CaseActivity
{
    [Input(DisplayName = "Opinion", UIHint = InputHints.DropDown, Options = ["Maintain", "Change", "Revoke", "Redo"])]
    public Input<string> Opinion { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var request = await ReviewRequests.OfAsync(step);
        request.Opinion = Choices.Parse<ReviewOpinion>(step.Require(Opinion, nameof(Opinion)));
        step.Raise(new ReviewDecided(request.Opinion.Value));
    }
}
