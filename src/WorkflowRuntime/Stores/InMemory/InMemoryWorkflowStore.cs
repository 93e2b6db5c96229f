using WorkflowRuntime.Definitions;

namespace WorkflowRuntime.Stores.InMemory;

/// <summary>A store in memory with real units of work: nothing is visible to others before <see cref="Commit"/>, and a lost race fails there.</summary>
public sealed class InMemoryWorkflowStore : IWorkflowStore
{
    private readonly InMemoryDatabase _database;
    private readonly UnitTable<WorkflowDefinitionRow> _definitions;
    private readonly UnitTable<WorkflowInstanceRow> _instances;
    private readonly UnitTable<BookmarkRow> _bookmarks;
    private readonly UnitTable<TimerRow> _timers;
    private readonly UnitTable<TriggerRow> _triggers;
    private readonly UnitTable<BurstRow> _bursts;
    private readonly UnitTable<WorkItemRow> _work;
    private readonly Dictionary<string, int> _loadedVersions = [];

    public InMemoryWorkflowStore(InMemoryDatabase database)
    {
        _database = database;
        _definitions = new(database.Definitions, database.Gate);
        _instances = new(database.Instances, database.Gate);
        _bookmarks = new(database.Bookmarks, database.Gate);
        _timers = new(database.Timers, database.Gate);
        _triggers = new(database.Triggers, database.Gate);
        _bursts = new(database.Bursts, database.Gate);
        _work = new(database.Work, database.Gate);
    }

    /// <summary>Makes the unit's writes visible together, or none of them.</summary>
    public void Commit()
    {
        lock (_database.Gate)
        {
            foreach (var instance in _instances.Written)
            {
                var stored = _database.Instances.Find(instance.Id)?.ConcurrencyVersion ?? 0;
                if (stored != _loadedVersions.GetValueOrDefault(instance.Id))
                    throw new ConcurrencyConflictException(instance.Id);
            }

            _definitions.Commit();
            _instances.Commit();
            _bookmarks.Commit();
            _timers.Commit();
            _triggers.Commit();
            _bursts.Commit();
            _work.Commit();
        }

        _loadedVersions.Clear();
    }

    public ValueTask<WorkflowDefinitionRow?> FindDefinitionAsync(string versionId, CancellationToken cancellationToken) => new(_definitions.Find(versionId));

    public ValueTask<DefinitionVersion?> FindVersionAsync(string definitionId, VersionOptions version, CancellationToken cancellationToken) =>
        new(_definitions.Where(row => row.DefinitionId == definitionId && version.Matches(row.Version, row.IsLatest, row.IsPublished))
            .OrderByDescending(row => row.Version).Select(DefinitionVersion.Of).FirstOrDefault());

    public ValueTask<IReadOnlyList<DefinitionVersion>> ListVersionsAsync(string? definitionId, CancellationToken cancellationToken) =>
        new(_definitions.Where(row => definitionId is null || row.DefinitionId == definitionId)
            .OrderByDescending(row => row.Version).Select(DefinitionVersion.Of).ToList());

    public void AddDefinition(WorkflowDefinitionRow row) => _definitions.Write(row);

    public void UpdateDefinition(WorkflowDefinitionRow row) => _definitions.Write(row);

    public void RemoveDefinition(string versionId) => _definitions.Remove(versionId);

    public ValueTask<TriggerRow?> FindTriggerAsync(string id, CancellationToken cancellationToken) => new(_triggers.Find(id));

    public ValueTask<IReadOnlyList<TriggerRow>> FindTriggersByHashAsync(string hash, CancellationToken cancellationToken) => new(_triggers.Where(row => row.Hash == hash));

    public ValueTask<IReadOnlyList<TriggerRow>> ListTriggersAsync(string definitionId, CancellationToken cancellationToken) =>
        new(_triggers.Where(row => row.DefinitionId == definitionId));

    public void AddTrigger(TriggerRow row) => _triggers.Write(row);

    public void RemoveTrigger(string id) => _triggers.Remove(id);

    public ValueTask<WorkflowInstanceRow?> FindInstanceAsync(string id, CancellationToken cancellationToken)
    {
        var row = _instances.Find(id);
        if (row is not null)
            _loadedVersions.TryAdd(id, row.ConcurrencyVersion);
        return new(row);
    }

    public void AddInstance(WorkflowInstanceRow row)
    {
        _loadedVersions.TryAdd(row.Id, 0);
        _instances.Write(row);
    }

    public void UpdateInstance(WorkflowInstanceRow row) => _instances.Write(row);

    public void RemoveInstance(string id)
    {
        _instances.Remove(id);
        _bookmarks.Where(row => row.InstanceId == id).ForEach(row => _bookmarks.Remove(row.Id));
        _timers.Where(row => row.InstanceId == id).ForEach(row => _timers.Remove(row.Id));
        _work.Where(row => row.InstanceId == id).ForEach(row => _work.Remove(row.Id));
        _bursts.Where(row => row.InstanceId == id).ForEach(row => _bursts.Remove(_database.Bursts.KeyOf(row)));
    }

    public ValueTask<Page<InstanceSummary>> ListInstancesAsync(InstanceFilter filter, CancellationToken cancellationToken) =>
        new(InMemoryInstanceList.Apply(filter, _instances.Where(row => InMemoryInstanceList.Matches(filter, row))));

    public ValueTask<bool> AnyRunningAsync(string? definitionId, string? correlationId, CancellationToken cancellationToken) =>
        new(_instances.Where(row => row.Status == WorkflowStatus.Running
            && (definitionId is null || row.DefinitionId == definitionId)
            && (correlationId is null || row.CorrelationId == correlationId)).Count > 0);

    public ValueTask<IReadOnlyList<string>> ListChildrenAsync(string instanceId, CancellationToken cancellationToken) =>
        new(_instances.Where(row => row.ParentInstanceId == instanceId).ConvertAll(row => row.Id));

    public void AddBurst(BurstRow row) => _bursts.Write(row);

    public ValueTask<IReadOnlyList<BurstRow>> ListBurstsAsync(string instanceId, CancellationToken cancellationToken) =>
        new(_bursts.Where(row => row.InstanceId == instanceId).OrderBy(row => row.Number).ToList());

    public ValueTask<BookmarkRow?> FindBookmarkAsync(string id, CancellationToken cancellationToken) => new(_bookmarks.Find(id));

    public ValueTask<IReadOnlyList<BookmarkRow>> FindBookmarksAsync(BookmarkFilter filter, CancellationToken cancellationToken) =>
        new(_bookmarks.Where(row =>
            (filter.Hash is null || row.Hash == filter.Hash)
            && (filter.Name is null || row.Name == filter.Name)
            && (filter.CorrelationId is null || row.CorrelationId == filter.CorrelationId)
            && (filter.InstanceId is null || row.InstanceId == filter.InstanceId)
            && (filter.ActivityInstanceId is null || row.ActivityInstanceId == filter.ActivityInstanceId)).OrderBy(row => row.CreatedAt).ToList());

    public void AddBookmark(BookmarkRow row) => _bookmarks.Write(row);

    public void RemoveBookmark(string id) => _bookmarks.Remove(id);

    public ValueTask<TimerRow?> FindTimerAsync(string id, CancellationToken cancellationToken) => new(_timers.Find(id));

    public ValueTask<IReadOnlyList<TimerRow>> ListDueTimersAsync(DateTime now, int max, CancellationToken cancellationToken) =>
        new(_timers.Where(row => row.DueAt <= now).OrderBy(row => row.DueAt).Take(max).ToList());

    public void AddTimer(TimerRow row) => _timers.Write(row);

    public void UpdateTimer(TimerRow row) => _timers.Write(row);

    public void RemoveTimer(string id) => _timers.Remove(id);

    public ValueTask<WorkItemRow?> FindWorkAsync(string id, CancellationToken cancellationToken) => new(_work.Find(id));

    public ValueTask<IReadOnlyList<string>> ListWorkAsync(DateTime now, int max, CancellationToken cancellationToken)
    {
        var awaited = _bookmarks.Where(_ => true).ToLookup(row => row.Hash, row => row.InstanceId);
        return new(_work.Where(row => row.State switch
        {
            WorkItemState.Ready => row.NotBefore <= now,
            WorkItemState.Parked => row.NotBefore <= now && (row.ExpiresAt <= now
                || (row.Hash is { } hash && awaited[hash].Any(instance => row.InstanceId is null || row.InstanceId == instance))),
            _ => false,
        }).OrderBy(row => row.Sequence).Take(max).Select(row => row.Id).ToList());
    }

    public ValueTask<IReadOnlyList<WorkItemRow>> ListDeadWorkAsync(int max, CancellationToken cancellationToken) =>
        new(_work.Where(row => row.State == WorkItemState.Dead).OrderByDescending(row => row.Sequence).Take(max).ToList());

    public void AddWork(WorkItemRow row) => _work.Write(row);

    public void UpdateWork(WorkItemRow row) => _work.Write(row);

    public void RemoveWork(string id) => _work.Remove(id);
}
