using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Routing.Publishing.Proposals;

/// <summary>An administrator asks that the draft of a flow, as it stands now, be put in force.</summary>
public sealed record ProposeFlow(string DefinitionId, string? Reason, Viewer By)
{
    public const int MaxReason = 500;
}

public sealed class ProposeFlowHandler(UnitOfWork work, IWorkflowStore store, PetitionFlowReview review)
{
    public async Task<Result> HandleAsync(ProposeFlow command, CancellationToken cancellation)
    {
        await work.BeginAsync(cancellation);
        if (!command.By.Is(Roles.Administrator))
        {
            return new Refusal("case-not-for-you");
        }

        var reason = TypedText.Clean(command.Reason);
        if (TypedText.Fault(reason, ProposeFlow.MaxReason, nameof(command.Reason)) is { } fault)
        {
            return fault;
        }

        if (await store.FindVersionAsync(command.DefinitionId, VersionOptions.Latest, cancellation) is not { IsPublished: false } latest
            || await store.FindDefinitionAsync(latest.Id, cancellation) is not { } row)
        {
            return new Refusal("flow-without-draft");
        }

        var draft = DefinitionRows.Read(row);
        // A second person is asked about a flow that could be put in force, not about one that has faults.
        if ((await review.OfAsync(draft, cancellation)).Where(f => !f.IsWarning).Select(f => f.Message).ToList() is { Count: > 0 } errors)
        {
            return new Refusal("flow-broken", string.Join(' ', errors));
        }

        var waiting = await work.Db.Set<FlowProposal>().Where(p => p.DefinitionId == command.DefinitionId && p.DecidedAt == null).ToListAsync(cancellation);
        waiting.ForEach(earlier => earlier.Decide(approved: false, null, command.By.Act(), work.Time.UtcNow()));
        work.Db.Add(new FlowProposal
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()), DefinitionId = command.DefinitionId, VersionId = row.Id, Version = row.Version,
            ContentHash = FlowContent.HashOf(draft), Reason = reason, AskedAt = work.Time.UtcNow(), AskedById = command.By.UserId, AskedByName = command.By.DisplayName,
        });
        return Result.Done;
    }
}
