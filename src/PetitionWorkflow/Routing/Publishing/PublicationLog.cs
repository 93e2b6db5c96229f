using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing;

/// <summary>Writes the history of publications in the transaction that publishes.</summary>
internal sealed class PublicationLog(UnitOfWork work, BurstActor actor) : IDefinitionObserver
{
    private const int LongestName = 256;

    public ValueTask ChangedAsync(DefinitionChange change, CancellationToken cancellationToken)
    {
        var name = change.Name ?? change.DefinitionId;
        work.Db.Set<FlowPublication>().Add(new FlowPublication
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()),
            DefinitionId = change.DefinitionId,
            VersionId = change.VersionId,
            Version = change.Version,
            Name = name.Length > LongestName ? name[..LongestName] : name,
            Kind = change.Kind,
            ReplacedVersionId = change.Replaced,
            At = work.Time.UtcNow(),
            ActorId = actor.Act.ActorId,
            ActorName = actor.Act.ActorName,
        });
        return ValueTask.CompletedTask;
    }
}
