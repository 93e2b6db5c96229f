using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Assigning;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>The unit's objection was upheld (Art. 23 ¶3): the assignment ends, the case can be assigned anew.</summary>
[Activity("Petition", "EndAssignment", DisplayName = "End assignment", Description = "Takes the case back from the units it was assigned to.")]
public sealed class EndAssignment : CaseActivity
{
    protected override async ValueTask ActAsync(CaseStep step)
    {
        foreach (var assignment in await step.AssignmentsAsync())
        {
            await step.Service<AssignmentClocks>().HappenedAsync(step, assignment, StopEvents.AssignmentEnded);
            await step.Service<CaseDuties>().EndWithAssignmentAsync(assignment.Id, step.Act, step.Cancellation);
            assignment.EndedAt = step.Work.Time.UtcNow();
            step.Raise(new AssignmentEnded(assignment.Id, (await step.UnitAsync(assignment.UnitId.ToString())).Name));
        }

        step.Petition.LeadUnitId = null;
        step.Petition.Bounces++;
        if (step.Petition.Bounces >= await step.Service<SupervisionLimit>().ReadAsync(step.Cancellation))
        {
            step.Petition.IsSupervised = true;
            step.Raise(new SupervisionDue(step.Petition.Bounces));
        }
    }
}
