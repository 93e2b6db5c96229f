using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.UrgentReports;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// What ends the clocks of an urgent matter: the leader's instruction (K13) and the leader's word that it is settled (K14), whichever flow
/// asked for them. Each report in between lets K14 begin anew (C73), in its own step, since the next task is due by it.
/// </summary>
internal sealed class UrgentClocks(StopByRule stops) : ICaseEventHandler<InstructionGiven>, ICaseEventHandler<UrgentSettled>
{
    public Task HandleAsync(Guid petitionId, InstructionGiven happened, ActContext act, CancellationToken cancellation) =>
        happened.ForUrgency ? stops.HappenedAsync(petitionId, StopEvents.InstructionGiven, OfTheCase, act, cancellation) : Task.CompletedTask;

    public Task HandleAsync(Guid petitionId, UrgentSettled happened, ActContext act, CancellationToken cancellation) =>
        stops.HappenedAsync(petitionId, StopEvents.UrgentSettled, OfTheCase, act, cancellation);

    private static bool OfTheCase(CaseClock clock) => clock.AssignmentId is null;
}
