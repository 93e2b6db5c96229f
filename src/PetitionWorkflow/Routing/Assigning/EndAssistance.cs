using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Activities;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.Assigning;

/// <summary>A unit that assists has answered when its duty is closed: its feedback clock stops, apart from the lead unit's (C48).</summary>
internal sealed class EndAssistance(UnitOfWork work, StopByRule stops) : ICaseEventHandler<DutyDone>, ICaseEventHandler<DutyWaived>
{
    public Task HandleAsync(Guid petitionId, DutyDone happened, ActContext act, CancellationToken cancellation) =>
        EndAsync(happened.DutyId, StopEvents.DutyDone, act, cancellation);

    public Task HandleAsync(Guid petitionId, DutyWaived happened, ActContext act, CancellationToken cancellation) =>
        EndAsync(happened.DutyId, StopEvents.DutyWaived, act, cancellation);

    private async Task EndAsync(Guid dutyId, string cause, ActContext act, CancellationToken cancellation)
    {
        var duty = (await work.Db.FindAsync<Duty>([dutyId], cancellation))!;
        if (duty.AssignmentId is not { } assignmentId)
        {
            return;
        }

        if (duty.State == DutyState.Done && await work.Db.FindAsync<Assignment>([assignmentId], cancellation) is { } assignment)
        {
            assignment.FeedbackAt = work.Time.UtcNow();
        }

        await stops.HappenedAsync(duty.PetitionId, cause, clock => clock.AssignmentId == assignmentId, act, cancellation);
    }
}
