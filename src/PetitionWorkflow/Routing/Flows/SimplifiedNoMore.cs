using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Routing.Flows;

/// <summary>What needs a meeting of several units or more time is not simple: the simplified procedure ends, the legal time goes on.</summary>
internal sealed class SimplifiedNoMore(SimplifiedProcedure simplified) : ICaseEventHandler<TaskCompleted>
{
    public Task HandleAsync(Guid petitionId, TaskCompleted happened, ActContext act, CancellationToken cancellation) =>
        happened is { TaskType: "handle", Outcome: "AskCoordination" } or { TaskType: "approve-extension", Outcome: "Approve" } or { TaskType: "verify", Outcome: "Coordinate" }
            ? simplified.EndAsync(petitionId, act, cancellation)
            : Task.CompletedTask;
}
