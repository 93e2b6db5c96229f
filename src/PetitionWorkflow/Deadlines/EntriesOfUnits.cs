using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>A unit gave a sign of life: an entry on progress or on contact with the petitioner concerns its own clocks (K16).</summary>
internal sealed class EntriesOfUnits(StopByRule stops) : ICaseEventHandler<ProgressRecorded>, ICaseEventHandler<ContactRecorded>
{
    public Task HandleAsync(Guid petitionId, ProgressRecorded happened, ActContext act, CancellationToken cancellation) =>
        stops.HappenedAsync(petitionId, StopEvents.ProgressRecorded, clock => clock.UnitId == happened.UnitId, act, cancellation);

    public Task HandleAsync(Guid petitionId, ContactRecorded happened, ActContext act, CancellationToken cancellation) =>
        stops.HappenedAsync(petitionId, StopEvents.ContactRecorded, clock => clock.UnitId == happened.UnitId, act, cancellation);
}
