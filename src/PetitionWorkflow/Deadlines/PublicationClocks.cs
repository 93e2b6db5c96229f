using PetitionWorkflow.Archive.Publication;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>K20 公示: runs from the publication to its last day and ends with it; the clerks hear of the end before it comes.</summary>
internal sealed class PublicationClocks(StartClockHandler start, StopByRule stops) : ICaseEventHandler<ResultPublished>, ICaseEventHandler<ResultTakenDown>
{
    private const string Code = "K20";

    public async Task HandleAsync(Guid petitionId, ResultPublished happened, ActContext act, CancellationToken cancellation) =>
        (await start.HandleAsync(new StartClock(petitionId, Code) { StatedDay = happened.LastDay }, act, cancellation)).Require();

    public Task HandleAsync(Guid petitionId, ResultTakenDown happened, ActContext act, CancellationToken cancellation) =>
        stops.HappenedAsync(petitionId, StopEvents.TakenDown, clock => clock.Code == Code, act, cancellation);
}
