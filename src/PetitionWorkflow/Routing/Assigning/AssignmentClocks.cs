using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Activities;

namespace PetitionWorkflow.Routing.Assigning;

/// <summary>Stops the clocks of one assignment.</summary>
public sealed class AssignmentClocks(OpenClocks open, StopClockHandler clocks)
{
    public async Task StopAsync(CaseStep step, Assignment assignment, string cause, params string[] codes)
    {
        foreach (var code in codes)
        {
            if (await open.FindAsync(step.Petition.Id, code, assignment.Id, step.Cancellation) is not null)
            {
                var stop = new StopClock(step.Petition.Id, code, cause) { AssignmentId = assignment.Id };
                (await clocks.HandleAsync(stop, step.Act, step.Cancellation)).Require();
            }
        }
    }
}
