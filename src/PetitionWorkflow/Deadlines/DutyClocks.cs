using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// K19: what a meeting or an urgent instruction asked of a unit is reminded of like everything else that has a day. A unit that assists
/// is reminded by the feedback clock of its assignment.
/// </summary>
internal sealed class DutyClocks(UnitOfWork work, StartClockHandler start, StopByRule stops)
    : ICaseEventHandler<DutyGiven>, ICaseEventHandler<DutyDone>, ICaseEventHandler<DutyWaived>
{
    private const string Code = "K19";

    public async Task HandleAsync(Guid petitionId, DutyGiven happened, ActContext act, CancellationToken cancellation)
    {
        var duty = await work.Db.FindAsync<Duty>([happened.DutyId], cancellation);
        if (duty!.AssignmentId is null)
        {
            var command = new StartClock(petitionId, Code) { AssignmentId = duty.Id, UnitId = duty.UnitId, StatedDay = duty.DueDay };
            (await start.HandleAsync(command, act, cancellation)).Require();
        }
    }

    /// <summary>The clock may have ended with its case before.</summary>
    public Task HandleAsync(Guid petitionId, DutyDone happened, ActContext act, CancellationToken cancellation) =>
        stops.HappenedAsync(petitionId, StopEvents.DutyDone, clock => clock.AssignmentId == happened.DutyId, act, cancellation);

    public Task HandleAsync(Guid petitionId, DutyWaived happened, ActContext act, CancellationToken cancellation) =>
        stops.HappenedAsync(petitionId, StopEvents.DutyWaived, clock => clock.AssignmentId == happened.DutyId, act, cancellation);
}
