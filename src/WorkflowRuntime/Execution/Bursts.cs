using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution.State;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Execution;

/// <summary>Loads an instance, lets it run, and writes what came of it into the caller's unit. Scoped.</summary>
internal sealed class Bursts(IWorkflowStore store, WorkflowGraphs graphs, ExecutionServices services, BurstEnd end)
{
    public string NewId() => services.Ids.NewId();

    public WorkItems Work => services.Work;

    /// <summary>How many bursts in a row led to those of this unit; see <see cref="WorkflowRuntimeOptions.MaxChainLength"/>.</summary>
    public int Chain { get; set; }

    /// <param name="request">What to start.</param>
    /// <param name="depth">How many ExecuteWorkflow calls of this burst are around this one.</param>
    /// <param name="cancellationToken">Stops the burst; nothing is written then.</param>
    public async ValueTask<BurstResult> StartAsync(StartWorkflow request, int depth, CancellationToken cancellationToken)
    {
        if (depth > services.Options.MaxChildDepth)
            return BurstResult.Refused(RefusalReason.TooDeep, $"Workflows execute one another more than {services.Options.MaxChildDepth} deep.");
        if (await FindGraphAsync(request, cancellationToken) is not { } graph)
            return BurstResult.Refused(RefusalReason.DefinitionNotFound, $"There is no such version of workflow {request.DefinitionVersionId ?? request.DefinitionId}.");
        if (request.RespectActivationStrategy && !await IsAllowedAsync(graph.Workflow, request.CorrelationId, cancellationToken))
            return BurstResult.Refused(RefusalReason.NotAllowedToStart, $"Workflow {graph.Workflow.DefinitionId} may not start now: its activation strategy is {graph.Workflow.Options.ActivationStrategy}.");

        var execution = new WorkflowExecution(graph, MakeRow(request, graph.Workflow), services, cancellationToken)
        {
            Properties = request.Properties?.ToDictionary() ?? [],
            TriggerActivityId = request.TriggerActivityId,
            Depth = depth,
            Chain = Chain,
        };
        execution.SetInput(new Dictionary<string, object?>(), request.Input ?? new Dictionary<string, object?>());
        store.AddInstance(execution.Row);
        execution.ScheduleRoot();
        return await RunAsync(execution, isNew: true);
    }

    public async ValueTask<BurstResult> ResumeAsync(string instanceId, string bookmarkId, IReadOnlyDictionary<string, object?> input, CancellationToken cancellationToken)
    {
        if (await store.FindInstanceAsync(instanceId, cancellationToken) is not { } row)
            return BurstResult.Refused(RefusalReason.InstanceNotFound, $"There is no workflow instance {instanceId}.");
        if (row.Status == WorkflowStatus.Finished)
            return BurstResult.Refused(RefusalReason.InstanceEnded, $"Workflow instance {instanceId} has ended ({row.SubStatus}).");
        var execution = await LoadAsync(row, input, cancellationToken);
        if (execution.Bookmarks.Find(b => b.Id == bookmarkId) is not { } bookmark)
            return BurstResult.Refused(RefusalReason.BookmarkNotFound, $"There is no waiting point {bookmarkId}; it was used before.");
        execution.Queue.AddFirst(new WorkItem { Node = bookmark.Context.Node, Owner = bookmark.Context.Parent, Existing = bookmark.Context, Resume = bookmark });
        return await RunAsync(execution, isNew: false);
    }

    public async ValueTask<BurstResult> CancelAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (await store.FindInstanceAsync(instanceId, cancellationToken) is not { } row)
            return BurstResult.Refused(RefusalReason.InstanceNotFound, $"There is no workflow instance {instanceId}.");
        var nested = new List<BurstResult>();
        foreach (var child in await store.ListChildrenAsync(instanceId, cancellationToken))
        {
            if (await CancelAsync(child, cancellationToken) is { } result && (!result.IsRefused || result.Nested.Count > 0))
                nested.Add(result);
        }

        if (row.Status == WorkflowStatus.Finished)
            return BurstResult.Refused(RefusalReason.InstanceEnded, $"Workflow instance {instanceId} has ended ({row.SubStatus}).") with { Nested = nested };
        var execution = await LoadAsync(row, new Dictionary<string, object?>(), cancellationToken);
        execution.Report.Nested.AddRange(nested);
        execution.CancelWorkflow();
        return await end.WriteAsync(execution, isNew: false);
    }

    /// <summary>
    /// Runs faulted activities again in their own contexts. An instance that ended as Faulted runs again: otherwise the work of the
    /// people in it would be lost (Elsa refuses).
    /// </summary>
    public async ValueTask<BurstResult> RetryAsync(string instanceId, string? activityInstanceId, string? versionId, CancellationToken cancellationToken)
    {
        if (await store.FindInstanceAsync(instanceId, cancellationToken) is not { } row)
            return BurstResult.Refused(RefusalReason.InstanceNotFound, $"There is no workflow instance {instanceId}.");
        if (row is { Status: WorkflowStatus.Finished, SubStatus: not WorkflowSubStatus.Faulted })
            return BurstResult.Refused(RefusalReason.InstanceEnded, $"Workflow instance {instanceId} has ended ({row.SubStatus}).");
        if (versionId is not null && versionId != row.DefinitionVersionId && await MoveAsync(row, versionId, cancellationToken) is { } refusal)
            return refusal;
        var execution = await LoadAsync(row, new Dictionary<string, object?>(), cancellationToken);
        var faulted = execution.Contexts.FindAll(c => c.Status == ActivityStatus.Faulted && (activityInstanceId is null || c.Id == activityInstanceId));
        if (faulted.Count == 0)
            return BurstResult.Refused(RefusalReason.NothingToRetry, $"Workflow instance {instanceId} has no faulted activity to run again.");
        faulted.ForEach(execution.Retry);
        return await RunAsync(execution, isNew: false);
    }

    public async ValueTask<BurstResult> MoveAsync(string instanceId, string versionId, CancellationToken cancellationToken)
    {
        if (await FindReasonToStayAsync(instanceId, versionId, cancellationToken) is { } reason)
            return new BurstResult { Refusal = reason };
        var row = (await store.FindInstanceAsync(instanceId, cancellationToken))!;
        await MoveAsync(row, versionId, cancellationToken);
        return await end.WriteAsync(await LoadAsync(row, new Dictionary<string, object?>(), cancellationToken), isNew: false);
    }

    public async ValueTask<WorkflowRefusal?> FindReasonToStayAsync(string instanceId, string versionId, CancellationToken cancellationToken)
    {
        if (await store.FindInstanceAsync(instanceId, cancellationToken) is not { } row)
            return new WorkflowRefusal(RefusalReason.InstanceNotFound, $"There is no workflow instance {instanceId}.");
        return row.Status == WorkflowStatus.Finished
            ? new WorkflowRefusal(RefusalReason.InstanceEnded, $"Workflow instance {instanceId} has ended ({row.SubStatus}).")
            : (await FindTargetAsync(row, versionId, cancellationToken)).Reason;
    }

    private async ValueTask<BurstResult?> MoveAsync(WorkflowInstanceRow row, string versionId, CancellationToken cancellationToken)
    {
        var (target, reason) = await FindTargetAsync(row, versionId, cancellationToken);
        if (reason is not null)
            return new BurstResult { Refusal = reason };
        (row.DefinitionVersionId, row.Version) = (versionId, target!.Workflow.DefinitionVersion);
        return null;
    }

    /// <summary>Steps are the same when their ids and types are.</summary>
    private async ValueTask<(WorkflowGraph? Target, WorkflowRefusal? Reason)> FindTargetAsync(WorkflowInstanceRow row, string versionId, CancellationToken cancellationToken)
    {
        if (await graphs.FindAsync(versionId, store, cancellationToken: cancellationToken) is not { } target || target.Workflow.DefinitionId != row.DefinitionId)
            return (null, new WorkflowRefusal(RefusalReason.DefinitionNotFound, $"There is no version {versionId} of workflow {row.DefinitionId}."));
        var own = await graphs.FindAsync(row.DefinitionVersionId, store, cancellationToken: cancellationToken);
        var state = InstanceStateJson.Read(row.State);
        var gone = state.Contexts.Select(c => c.NodeId).Concat(state.Queue.Select(q => q.NodeId))
            .FirstOrDefault(id => target.FindNode(id) is not { } node || node.Activity.GetType() != own?.FindNode(id)?.Activity.GetType());
        return gone is null
            ? (target, null)
            : (null, new WorkflowRefusal(RefusalReason.StepsAreGone, $"Workflow instance {row.Id} is at {gone}, which version {target.Workflow.DefinitionVersion} does not have."));
    }

    private async ValueTask<BurstResult> RunAsync(WorkflowExecution execution, bool isNew)
    {
        await execution.RunAsync();
        return await end.WriteAsync(execution, isNew);
    }

    private async ValueTask<WorkflowExecution> LoadAsync(WorkflowInstanceRow row, IReadOnlyDictionary<string, object?> input, CancellationToken cancellationToken)
    {
        var graph = await graphs.FindAsync(row.DefinitionVersionId, store, cancellationToken: cancellationToken)
            ?? throw new InvalidOperationException($"Definition version {row.DefinitionVersionId} of instance {row.Id} is gone.");
        var execution = new WorkflowExecution(graph, row, services, cancellationToken) { Chain = Chain };
        var state = InstanceStateJson.Read(row.State);
        StateMapper.Load(execution, state);
        execution.SetInput(state.Input, input);
        return execution;
    }

    private async ValueTask<WorkflowGraph?> FindGraphAsync(StartWorkflow request, CancellationToken cancellationToken)
    {
        if (request.DefinitionVersionId is { } versionId)
            return await graphs.FindAsync(versionId, store, cancellationToken: cancellationToken);
        if (request.DefinitionId is not { } definitionId || await store.FindVersionAsync(definitionId, request.Version, cancellationToken) is not { } version)
            return null;
        return await graphs.FindAsync(version.Id, store, version.Revision, cancellationToken);
    }

    private async ValueTask<bool> IsAllowedAsync(Workflow workflow, string? correlationId, CancellationToken cancellationToken) => workflow.Options.ActivationStrategy switch
    {
        ActivationStrategy.Singleton => !await store.AnyRunningAsync(workflow.DefinitionId, null, cancellationToken),
        ActivationStrategy.CorrelatedSingleton => !await store.AnyRunningAsync(workflow.DefinitionId, correlationId, cancellationToken),
        ActivationStrategy.Correlation => !await store.AnyRunningAsync(null, correlationId, cancellationToken),
        _ => true,
    };

    private WorkflowInstanceRow MakeRow(StartWorkflow request, Workflow workflow)
    {
        var now = services.Time.GetUtcNow().UtcDateTime;
        return new WorkflowInstanceRow
        {
            Id = request.InstanceId ?? services.Ids.NewId(),
            DefinitionId = workflow.DefinitionId,
            DefinitionVersionId = workflow.DefinitionVersionId,
            Version = workflow.DefinitionVersion,
            Status = WorkflowStatus.Running,
            SubStatus = WorkflowSubStatus.Pending,
            CorrelationId = string.IsNullOrEmpty(request.CorrelationId) ? null : request.CorrelationId,
            Name = request.Name,
            ParentInstanceId = request.ParentInstanceId,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }
}
