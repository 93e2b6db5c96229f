using PetitionWorkflow.Reviews;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Incidents;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>Names the reviewer of a review case; nobody who had a hand in the opinion under review (C54).</summary>
[Activity("Petition", "AppointReviewer", DisplayName = "Appoint reviewer", Description = "Names the person who reviews, and checks recusal.")]
public sealed class AppointReviewer : CaseActivity
{
    [Input(DisplayName = "Reviewer", Description = "Staff id from the form.")]
    public Input<string> Reviewer { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var request = await ReviewRequests.OfAsync(step);
        var reviewer = Guid.TryParse(step.Require(Reviewer, nameof(Reviewer)), out var id)
            ? await step.Work.Db.FindAsync<StaffMember>([id], step.Cancellation)
            : null;
        if (reviewer is not { IsActive: true })
        {
            throw new RefusedException(new Refusal("field-unknown-person") { Field = "reviewer" });
        }

        if (await step.Service<Recusal>().MustRecuseAsync(step.Petition.Id, reviewer.Id, step.Cancellation))
        {
            throw new RefusedException(new Refusal("reviewer-must-recuse", reviewer.DisplayName) { Field = "reviewer" });
        }

        request.ReviewerId = reviewer.Id;
        step.Raise(new ReviewerAppointed(reviewer.Id, reviewer.DisplayName));
    }
}

/// <summary>What a review case has beside an ordinary one.</summary>
internal static class ReviewRequests
{
    public static async ValueTask<ReviewRequest> OfAsync(CaseStep step) =>
        await step.Work.Db.FindAsync<ReviewRequest>([step.Petition.Id], step.Cancellation)
        ?? throw new WorkflowFaultException("This step belongs to a review; the case is none.");
}
