using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Routing.Assigning;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>The lead unit's signed feedback has reached the office (C49): its feedback clock stops.</summary>
[Activity("Petition", "RecordFeedback", DisplayName = "Record feedback", Description = "Records that the lead unit reported its result.")]
public sealed class RecordFeedback : CaseActivity
{
    protected override async ValueTask ActAsync(CaseStep step)
    {
        var assignment = await step.LeadAssignmentAsync();
        assignment.FeedbackAt = step.Work.Time.UtcNow();
        await step.Service<AssignmentClocks>().HappenedAsync(step, assignment, StopEvents.FeedbackReceived);
        step.Raise(new FeedbackReceived(assignment.Id, (await step.UnitAsync(assignment.UnitId.ToString())).Name));
    }
}
