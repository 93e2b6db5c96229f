using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Routing.Publishing.Proposals;

/// <summary>Another administrator puts the draft in force, or says why not.</summary>
public sealed record DecideFlow(Guid Proposal, bool Approve, string? Note, Viewer By);

public sealed class DecideFlowHandler(UnitOfWork work, IWorkflowStore store, WorkflowPublisher publisher, BurstActor actor)
{
    public async Task<Result> HandleAsync(DecideFlow command, CancellationToken cancellation)
    {
        await work.BeginAsync(cancellation);
        if (!command.By.Is(Roles.Administrator)
            || await work.Db.Set<FlowProposal>().SingleOrDefaultAsync(p => p.Id == command.Proposal && p.DecidedAt == null, cancellation) is not { } proposal)
        {
            return new Refusal("flow-proposal-gone");
        }

        if (proposal.AskedById == command.By.UserId)
        {
            return new Refusal("flow-own-proposal");
        }

        if (!command.Approve)
        {
            var note = TypedText.Clean(command.Note);
            if (TypedText.Fault(note, ProposeFlow.MaxReason, nameof(command.Note)) is { } fault)
            {
                return fault;
            }

            proposal.Decide(approved: false, note, command.By.Act(), work.Time.UtcNow());
            return Result.Done;
        }

        if (await store.FindVersionAsync(proposal.DefinitionId, VersionOptions.Latest, cancellation) is not { IsPublished: false } latest
            || await store.FindDefinitionAsync(latest.Id, cancellation) is not { } row)
        {
            return new Refusal("flow-without-draft");
        }

        // Also where one person might publish alone: the second one agrees to what was proposed and to nothing else.
        if (FlowContent.HashOf(DefinitionRows.Read(row)) != proposal.ContentHash)
        {
            return new Refusal("flow-changed-since-proposed");
        }

        using var acting = actor.Acting(command.By.Act(proposal.Reason));
        return await publisher.PublishAsync(proposal.DefinitionId, cancellation) is not { } result ? new Refusal("flow-without-draft")
            : result.Succeeded ? Result.Done
            : new Refusal("flow-broken", string.Join(' ', result.Errors.Select(error => error.Message)));
    }
}
