using System.Collections.Concurrent;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Definitions;

/// <summary>
/// The compiled definition versions of the host. A published version never changes; a draft does, which its row's revision tells.
/// </summary>
public sealed class WorkflowGraphs(ActivityRegistry registry, WorkflowRuntimeOptions options)
{
    private readonly ConcurrentDictionary<string, Entry> _cache = new(StringComparer.Ordinal);
    private long _clock;

    /// <summary>
    /// The graph of a version; null when there is no such version. With a revision, an older graph is compiled again.
    /// </summary>
    public async ValueTask<WorkflowGraph?> FindAsync(string versionId, IWorkflowStore store, string? revision = null, CancellationToken cancellationToken = default)
    {
        if (_cache.TryGetValue(versionId, out var entry) && (revision is null || entry.Graph.Revision == revision))
        {
            entry.LastUse = Interlocked.Increment(ref _clock);
            return entry.Graph;
        }

        if (await store.FindDefinitionAsync(versionId, cancellationToken) is not { } row)
            return null;
        var graph = await CompileAsync(DefinitionRows.Read(row), store, row.Revision, cancellationToken);
        _cache[versionId] = new Entry(graph) { LastUse = Interlocked.Increment(ref _clock) };
        Trim();
        return graph;
    }

    /// <summary>Compiles without keeping, for publish checks and tests.</summary>
    public async ValueTask<WorkflowGraph> CompileAsync(WorkflowDefinition definition, IWorkflowStore store, string revision = "", CancellationToken cancellationToken = default)
    {
        var references = await DefinitionActivities.FindAsync(definition, registry, store, cancellationToken);
        return new GraphCompiler(registry, references).Compile(definition, revision);
    }

    /// <summary>Forgets a version that was changed or deleted.</summary>
    public void Evict(string versionId) => _cache.TryRemove(versionId, out _);

    private void Trim()
    {
        if (_cache.Count <= options.GraphCacheSize)
            return;
        foreach (var (key, _) in _cache.OrderBy(pair => pair.Value.LastUse).Take(_cache.Count - (options.GraphCacheSize * 9 / 10)))
            _cache.TryRemove(key, out _);
    }

    private sealed class Entry(WorkflowGraph graph)
    {
        public WorkflowGraph Graph { get; } = graph;
        public long LastUse { get; set; }
    }
}
