using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>K16: the days of silence are counted from a unit's last progress entry, so each entry begins them anew.</summary>
internal sealed class RestartSilenceClock(OpenClocks open, StartClockHandler start, StopClockHandler stop) : ICaseEventHandler<ProgressRecorded>
{
    private const string Silence = "K16";

    public async Task HandleAsync(Guid petitionId, ProgressRecorded happened, ActContext act, CancellationToken cancellation)
    {
        foreach (var clock in await open.OfCaseAsync(petitionId, cancellation))
        {
            if (clock.Code != Silence || clock.UnitId != happened.UnitId)
            {
                continue;
            }

            var stopped = await stop.HandleAsync(new StopClock(petitionId, Silence, "progress-recorded") { AssignmentId = clock.AssignmentId }, act, cancellation);
            var started = await start.HandleAsync(new StartClock(petitionId, Silence) { AssignmentId = clock.AssignmentId, UnitId = clock.UnitId }, act, cancellation);
            if ((stopped.Refusal ?? started.Refusal) is { } refusal)
            {
                throw new RefusedException(refusal);
            }
        }
    }
}
