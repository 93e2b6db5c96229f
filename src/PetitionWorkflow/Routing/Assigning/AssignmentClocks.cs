using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Activities;

namespace PetitionWorkflow.Routing.Assigning;

/// <summary>The clocks of one assignment.</summary>
public sealed class AssignmentClocks(StopByRule stops, StartClockHandler clocks)
{
    /// <summary>K16, from the moment on which somebody at the unit is responsible.</summary>
    private const string Silence = "K16";

    /// <param name="what">One of <see cref="StopEvents"/>; which clocks it ends is in their rules.</param>
    public Task HappenedAsync(CaseStep step, Assignment assignment, string what) =>
        stops.HappenedAsync(step.Petition.Id, what, clock => clock.AssignmentId == assignment.Id, step.Act, step.Cancellation);

    public async Task CountSilenceAsync(CaseStep step, Assignment assignment)
    {
        var start = new StartClock(step.Petition.Id, Silence) { AssignmentId = assignment.Id, UnitId = assignment.UnitId };
        (await clocks.HandleAsync(start, step.Act, step.Cancellation)).Require();
    }
}
