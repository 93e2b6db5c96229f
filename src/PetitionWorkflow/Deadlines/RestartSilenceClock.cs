using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>K16: the days of silence are counted from a unit's last entry on progress or contact, so each entry begins them anew.</summary>
internal sealed class RestartSilenceClock(OpenClocks open, StartClockHandler start, StopClockHandler stop)
    : ICaseEventHandler<ProgressRecorded>, ICaseEventHandler<ContactRecorded>
{
    private const string Silence = "K16";

    public Task HandleAsync(Guid petitionId, ProgressRecorded happened, ActContext act, CancellationToken cancellation) =>
        RestartAsync(petitionId, happened.UnitId, "progress-recorded", act, cancellation);

    public Task HandleAsync(Guid petitionId, ContactRecorded happened, ActContext act, CancellationToken cancellation) =>
        RestartAsync(petitionId, happened.UnitId, "contact-recorded", act, cancellation);

    private async Task RestartAsync(Guid petitionId, Guid? unitId, string cause, ActContext act, CancellationToken cancellation)
    {
        foreach (var clock in await open.OfCaseAsync(petitionId, cancellation))
        {
            if (clock.Code != Silence || clock.UnitId != unitId)
            {
                continue;
            }

            (await stop.HandleAsync(new StopClock(petitionId, Silence, cause) { AssignmentId = clock.AssignmentId }, act, cancellation)).Require();
            (await start.HandleAsync(new StartClock(petitionId, Silence) { AssignmentId = clock.AssignmentId, UnitId = clock.UnitId }, act, cancellation)).Require();
        }
    }
}
