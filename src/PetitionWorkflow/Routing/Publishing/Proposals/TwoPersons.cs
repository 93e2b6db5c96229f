using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing.Proposals;

/// <summary>Section <c>Publishing</c>.</summary>
public sealed class PublishingOptions
{
    /// <summary>A petition flow is put in force by another administrator than the one who asked for it. Default false: an office may have one only.</summary>
    public bool TwoPersons { get; set; }
}

/// <summary>
/// Where two persons are asked for, whoever publishes a petition flow, from whatever page or program, must not be the one who proposed it,
/// and it must still say what was proposed. The shipped flows are seeded by nobody.
/// </summary>
internal sealed class TwoPersons(IOptions<PublishingOptions> options, UnitOfWork work, BurstActor actor, ActivityRegistry registry, Texts texts) : IPublishCheck
{
    public async ValueTask<IReadOnlyList<PublishFinding>> CheckAsync(WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        if (!options.Value.TwoPersons || actor.Act == BurstActor.Flow || FlowMap.Read(definition, registry) is null)
        {
            return [];
        }

        var hash = FlowContent.HashOf(definition);
        var proposals = await work.Db.Set<FlowProposal>().Where(p => p.DefinitionId == definition.DefinitionId && p.DecidedAt == null).ToListAsync(cancellationToken);
        var asked = proposals.Find(p => p.ContentHash == hash);
        return asked is not null && actor.Act.ActorId is { } by && by != asked.AskedById
            ? []
            : [new PublishFinding(null, texts[asked is not null ? "Publishing.SecondPersonNeeded" : proposals.Count > 0 ? "Publishing.ChangedSinceProposed" : "Publishing.ProposalNeeded"])];
    }
}

/// <summary>A flow that is in force waits for nobody any more.</summary>
internal sealed class ProposalLog(UnitOfWork work, BurstActor actor) : IDefinitionObserver
{
    public async ValueTask ChangedAsync(DefinitionChange change, CancellationToken cancellationToken)
    {
        if (change.Kind != DefinitionChangeKind.Published)
        {
            return;
        }

        var waiting = await work.Db.Set<FlowProposal>().Where(p => p.DefinitionId == change.DefinitionId && p.DecidedAt == null).ToListAsync(cancellationToken);
        waiting.ForEach(proposal => proposal.Decide(proposal.VersionId == change.VersionId, null, actor.Act, work.Time.UtcNow()));
    }
}
