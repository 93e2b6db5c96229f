using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Routing.Assigning;

/// <summary>The lead unit used its right to object (K04); whether in time was asked before.</summary>
internal sealed class ObjectionInTime(StopByRule stops) : ICaseEventHandler<TaskCompleted>
{
    public Task HandleAsync(Guid petitionId, TaskCompleted happened, ActContext act, CancellationToken cancellation) => happened is { TaskType: "sign-for", Outcome: "Object" }
        ? stops.HappenedAsync(petitionId, StopEvents.Objected, clock => clock.AssignmentId is not null, act, cancellation)
        : Task.CompletedTask;
}
