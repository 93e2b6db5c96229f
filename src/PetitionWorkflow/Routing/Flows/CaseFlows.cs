using System.Runtime.ExceptionServices;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Incidents;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Routing.Flows;

/// <summary>
/// The key to the cellar: runs the flows of a case within the caller's unit of work (D2). A refusal inside a step comes out as the
/// refusal that it is.
/// </summary>
public sealed class CaseFlows(IWorkflowRuntime runtime, IWorkflowStore store, BurstActor actor)
{
    public const string Petition = "petition", Review = "review-request", Urgent = "urgent-escalation";

    /// <summary>The correlation id of every instance of a case.</summary>
    public static string KeyOf(Guid petitionId) => petitionId.ToString("n");

    public static string DefinitionOf(CaseKind kind) => kind switch
    {
        CaseKind.Petition => Petition,
        CaseKind.Review => Review,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <exception cref="RefusedException">No version is published.</exception>
    public async Task<BurstResult> StartAsync(
        string definitionId, Petition petition, ActContext act, IReadOnlyDictionary<string, object?>? input, CancellationToken cancellation)
    {
        var start = new StartWorkflow { DefinitionId = definitionId, CorrelationId = KeyOf(petition.Id), Name = petition.Number, Input = input };
        var burst = await RunAsync(act, () => runtime.StartAsync(start, cancellation));
        return burst.IsRefused ? throw new RefusedException(new Refusal("flow-not-published", definitionId)) : burst;
    }

    /// <summary>Goes on at a waiting point. The caller judges a refused burst.</summary>
    public Task<BurstResult> ResumeAsync(string bookmarkId, ActContext act, IReadOnlyDictionary<string, object?> input, CancellationToken cancellation) =>
        RunAsync(act, () => runtime.ResumeAsync(bookmarkId, input, cancellation));

    public Task<IReadOnlyList<BurstResult>> SendAsync(Stimulus stimulus, ActContext act, CancellationToken cancellation) =>
        RunAsync(act, () => runtime.SendAsync(stimulus, cancellation));

    /// <summary>Ends everything that still runs for the case.</summary>
    public async Task CancelAllAsync(Guid petitionId, ActContext act, CancellationToken cancellation)
    {
        var running = new InstanceFilter { CorrelationId = KeyOf(petitionId), Statuses = [WorkflowStatus.Running] };
        foreach (var instance in (await store.ListInstancesAsync(running, cancellation)).Items)
        {
            // A child that its parent's cancellation took along is refused here as ended, which is what was wanted.
            await RunAsync(act, () => runtime.CancelAsync(instance.Id, cancellation));
        }
    }

    private async Task<T> RunAsync<T>(ActContext act, Func<Task<T>> burst)
    {
        using var _ = actor.Acting(act);
        try
        {
            return await burst();
        }
        catch (BurstAbortedException aborted) when (aborted.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }
}
