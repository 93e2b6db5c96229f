using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Activities;

namespace PetitionWorkflow.Routing.Assigning;

/// <summary>The clocks of one assignment.</summary>
public sealed class AssignmentClocks(StopByRule stops, OpenClocks open, StartClockHandler clocks)
{
    /// <summary>K16, from the moment on which somebody at the unit is responsible.</summary>
    private const string Silence = "K16";

    /// <param name="what">One of <see cref="StopEvents"/>; which clocks it ends is in their rules.</param>
    public Task HappenedAsync(CaseStep step, Assignment assignment, string what) =>
        stops.HappenedAsync(step.Petition.Id, what, clock => clock.AssignmentId == assignment.Id, step.Act, step.Cancellation);

    public Task CountSilenceAsync(CaseStep step, Assignment assignment) => StartAsync(step, assignment, Silence);

    /// <summary>One that runs still goes on: what ends it is in its rule, which an office may have changed.</summary>
    public async Task<CaseClock> StartAsync(CaseStep step, Assignment assignment, string code, DateOnly? notAfter = null)
    {
        var start = new StartClock(step.Petition.Id, code) { AssignmentId = assignment.Id, UnitId = assignment.UnitId, NotAfter = notAfter };
        return await open.FindAsync(step.Petition.Id, code, assignment.Id, step.Cancellation) ?? (await clocks.HandleAsync(start, step.Act, step.Cancellation)).Require();
    }
}
