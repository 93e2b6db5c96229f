using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.Assigning;

/// <summary>交辦 is what the fifteen days of Art. 22 wait for (K01).</summary>
internal sealed class AssignedInTime(StopByRule stops) : ICaseEventHandler<CaseAssigned>
{
    public Task HandleAsync(Guid petitionId, CaseAssigned happened, ActContext act, CancellationToken cancellation) =>
        stops.HappenedAsync(petitionId, StopEvents.Assigned, clock => clock.AssignmentId is null, act, cancellation);
}
