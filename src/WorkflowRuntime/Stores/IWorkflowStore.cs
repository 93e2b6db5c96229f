using WorkflowRuntime.Definitions;

namespace WorkflowRuntime.Stores;

/// <summary>
/// The engine's papers. Scoped: one per unit of work of the caller. Reads see what this unit has written so far; writes become
/// durable, all together, only when the host commits the unit, and the commit must fail (so that the host runs its work again from
/// a fresh load) when an instance was changed by another unit since it was read here (<see cref="WorkflowInstanceRow.ConcurrencyVersion"/>).
/// Rows that a read hands out belong to the unit: the engine changes them in place and then calls <c>Update</c>.
/// </summary>
public interface IWorkflowStore : IDefinitionStore, IInstanceStore, IBookmarkStore, IWorkQueueStore;

/// <summary>Definitions and the start triggers of the published ones.</summary>
public interface IDefinitionStore
{
    ValueTask<WorkflowDefinitionRow?> FindDefinitionAsync(string versionId, CancellationToken cancellationToken);

    /// <summary>The version of a definition that the options name, without its JSON.</summary>
    ValueTask<DefinitionVersion?> FindVersionAsync(string definitionId, VersionOptions version, CancellationToken cancellationToken);

    /// <summary>All versions, of one definition or of all, without their JSON, newest version first.</summary>
    ValueTask<IReadOnlyList<DefinitionVersion>> ListVersionsAsync(string? definitionId, CancellationToken cancellationToken);

    void AddDefinition(WorkflowDefinitionRow row);
    void UpdateDefinition(WorkflowDefinitionRow row);
    void RemoveDefinition(string versionId);

    ValueTask<TriggerRow?> FindTriggerAsync(string id, CancellationToken cancellationToken);
    ValueTask<IReadOnlyList<TriggerRow>> FindTriggersByHashAsync(string hash, CancellationToken cancellationToken);
    ValueTask<IReadOnlyList<TriggerRow>> ListTriggersAsync(string definitionId, CancellationToken cancellationToken);
    void AddTrigger(TriggerRow row);
    void RemoveTrigger(string id);
}

/// <summary>Instances and their journal.</summary>
public interface IInstanceStore
{
    ValueTask<WorkflowInstanceRow?> FindInstanceAsync(string id, CancellationToken cancellationToken);
    void AddInstance(WorkflowInstanceRow row);
    void UpdateInstance(WorkflowInstanceRow row);

    /// <summary>Removes the instance with its bookmarks, timers, queued work and journal.</summary>
    void RemoveInstance(string id);

    ValueTask<Page<InstanceSummary>> ListInstancesAsync(InstanceFilter filter, CancellationToken cancellationToken);

    /// <summary>Is there an instance with main status Running of this definition and with this correlation id? Null means any.</summary>
    ValueTask<bool> AnyRunningAsync(string? definitionId, string? correlationId, CancellationToken cancellationToken);

    /// <summary>The ids of the instances that this one started.</summary>
    ValueTask<IReadOnlyList<string>> ListChildrenAsync(string instanceId, CancellationToken cancellationToken);

    void AddBurst(BurstRow row);

    /// <summary>The journal of an instance in order.</summary>
    ValueTask<IReadOnlyList<BurstRow>> ListBurstsAsync(string instanceId, CancellationToken cancellationToken);
}

/// <summary>Waiting points and what falls due.</summary>
public interface IBookmarkStore
{
    ValueTask<BookmarkRow?> FindBookmarkAsync(string id, CancellationToken cancellationToken);

    /// <summary>Matching bookmarks, oldest first.</summary>
    ValueTask<IReadOnlyList<BookmarkRow>> FindBookmarksAsync(BookmarkFilter filter, CancellationToken cancellationToken);

    void AddBookmark(BookmarkRow row);
    void RemoveBookmark(string id);

    ValueTask<TimerRow?> FindTimerAsync(string id, CancellationToken cancellationToken);

    /// <summary>What is due at <paramref name="now"/>, earliest first.</summary>
    ValueTask<IReadOnlyList<TimerRow>> ListDueTimersAsync(DateTime now, int max, CancellationToken cancellationToken);

    void AddTimer(TimerRow row);
    void UpdateTimer(TimerRow row);
    void RemoveTimer(string id);
}

/// <summary>The durable queue of work left for after a commit.</summary>
public interface IWorkQueueStore
{
    ValueTask<WorkItemRow?> FindWorkAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Ids of the items to do now, in sequence: the ready ones whose moment has come, the parked ones for which a bookmark with
    /// their hash exists, and the parked ones that have expired.
    /// </summary>
    ValueTask<IReadOnlyList<string>> ListWorkAsync(DateTime now, int max, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<WorkItemRow>> ListDeadWorkAsync(int max, CancellationToken cancellationToken);

    void AddWork(WorkItemRow row);
    void UpdateWork(WorkItemRow row);
    void RemoveWork(string id);
}
