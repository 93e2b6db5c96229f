using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Routing.Publishing.Moves;

/// <summary>Running cases go on on the version in force: those that were chosen, all or none. Their open tasks and their clocks stay as they are.</summary>
public sealed record MoveCases(string DefinitionId, IReadOnlyCollection<string> Instances, string? Reason, Viewer By)
{
    public const int MaxReason = 500;
}

/// <summary>The cases of one move go back to where they came from; whoever cannot any more stays.</summary>
public sealed record UndoMove(Guid Batch, Viewer By);

/// <param name="Back">How many went back.</param>
/// <param name="Stayed">How many did not: they have ended, moved on, or stand at a step that the former version does not have.</param>
public sealed record UndoneMove(int Back, int Stayed);

public sealed class MoveCasesHandler(UnitOfWork work, IWorkflowStore store, IWorkflowRuntime runtime, MovePlans plans)
{
    public async Task<Result<int>> HandleAsync(MoveCases command, CancellationToken cancellation)
    {
        await work.BeginAsync(cancellation);
        if (!command.By.Is(Roles.Administrator))
        {
            return new Refusal("case-not-for-you");
        }

        var reason = TypedText.Clean(command.Reason);
        if (TypedText.Fault(reason, MoveCases.MaxReason, nameof(command.Reason)) is { } fault)
        {
            return fault;
        }

        if (command.Instances.Count == 0)
        {
            return new Refusal("flow-move-nothing") { Field = nameof(command.Instances) };
        }

        if (await store.FindVersionAsync(command.DefinitionId, VersionOptions.Published, cancellation) is not { } target)
        {
            return new Refusal("flow-not-published", command.DefinitionId);
        }

        var chosen = (await plans.OfAsync(command.DefinitionId, target.Id, command.By, cancellation)).Where(p => command.Instances.Contains(p.InstanceId)).ToList();
        if (chosen.Count < command.Instances.Count || chosen.Find(p => !p.CanMove) is not null)
        {
            return new Refusal("flow-move-impossible", string.Join(' ', chosen.Where(p => !p.CanMove).Select(p => p.Number))) { Field = nameof(command.Instances) };
        }

        var batch = Guid.CreateVersion7(work.Time.GetUtcNow());
        foreach (var plan in chosen)
        {
            await MoveAsync(plan, target, batch, reason, command, cancellation);
        }

        return chosen.Count;
    }

    public async Task<Result<UndoneMove>> HandleAsync(UndoMove command, CancellationToken cancellation)
    {
        await work.BeginAsync(cancellation);
        var moves = await work.Db.Set<FlowMove>().Where(m => m.Batch == command.Batch && m.UndoneAt == null).ToListAsync(cancellation);
        if (!command.By.Is(Roles.Administrator) || moves.Count == 0)
        {
            return new Refusal("flow-move-gone");
        }

        var back = 0;
        foreach (var move in moves)
        {
            back += await TakeBackAsync(move, command.By, cancellation) ? 1 : 0;
        }

        return new UndoneMove(back, moves.Count - back);
    }

    private async Task MoveAsync(MovePlan plan, DefinitionVersion target, Guid batch, string reason, MoveCases command, CancellationToken cancellation)
    {
        if ((await runtime.MoveAsync(plan.InstanceId, target.Id, cancellation)).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"The preview let {plan.InstanceId} move, the engine does not: {refusal.Message}");
        }

        work.Db.Add(new FlowMove
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()), Batch = batch, DefinitionId = command.DefinitionId, InstanceId = plan.InstanceId, PetitionId = plan.PetitionId,
            FromVersionId = plan.VersionId, FromVersion = plan.Version, ToVersionId = target.Id, ToVersion = target.Version, Reason = reason,
            At = work.Time.UtcNow(), ActorName = command.By.DisplayName,
        });
        work.Raise(plan.PetitionId, new CaseFlowMoved(command.DefinitionId, plan.Version, target.Version, IsUndo: false), command.By.Act(reason));
    }

    private async Task<bool> TakeBackAsync(FlowMove move, Viewer by, CancellationToken cancellation)
    {
        var found = await store.ListInstancesAsync(new InstanceFilter { Ids = [move.InstanceId], DefinitionVersionIds = [move.ToVersionId], Statuses = [WorkflowStatus.Running] }, cancellation);
        var plan = (await plans.OfAsync(found.Items, move.FromVersionId, by, cancellation)).FirstOrDefault();
        if (plan is not { CanMove: true } || (await runtime.MoveAsync(move.InstanceId, move.FromVersionId, cancellation)).IsRefused)
        {
            return false;
        }

        (move.UndoneAt, move.UndoneByName) = (work.Time.UtcNow(), by.DisplayName);
        work.Raise(move.PetitionId, new CaseFlowMoved(move.DefinitionId, move.ToVersion, move.FromVersion, IsUndo: true), by.Act(move.Reason));
        return true;
    }
}
