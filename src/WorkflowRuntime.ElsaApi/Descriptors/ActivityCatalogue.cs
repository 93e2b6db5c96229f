using System.Collections.Concurrent;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Descriptors;

/// <summary>Every activity type that an author can use now: the classes of the host, and definitions that are usable as activities.</summary>
internal sealed class ActivityCatalogue(ActivityRegistry registry, DescribedDefinitions described, IWorkflowStore store)
{
    private readonly List<DefinitionVersion> _definitions = [];
    private IReadOnlyList<ActivityDescriptor>? _all;

    /// <summary>The definitions among what was listed.</summary>
    public IReadOnlyList<DefinitionVersion> Definitions => _definitions;

    public async Task<IReadOnlyList<ActivityDescriptor>> ListAsync(CancellationToken cancellationToken)
    {
        if (_all is not null)
            return _all;
        var all = new List<ActivityDescriptor>(registry.Descriptors);
        foreach (var version in await store.ListVersionsAsync(null, cancellationToken))
        {
            if (version.UsableAsActivity && await described.FindAsync(version, store, cancellationToken) is { } descriptor
                && !all.Exists(d => d.TypeName == descriptor.TypeName && d.Version == descriptor.Version))
            {
                all.Add(descriptor);
                _definitions.Add(version);
            }
        }

        return _all = all;
    }
}

/// <summary>Descriptors of definitions by version and revision: the list is asked for after every save.</summary>
internal sealed class DescribedDefinitions
{
    private readonly ConcurrentDictionary<string, (string Revision, bool IsPublished, ActivityDescriptor Descriptor)> _cache = new(StringComparer.Ordinal);

    public async Task<ActivityDescriptor?> FindAsync(DefinitionVersion version, IWorkflowStore store, CancellationToken cancellationToken)
    {
        if (_cache.TryGetValue(version.Id, out var known) && known.Revision == version.Revision && known.IsPublished == version.IsPublished)
            return known.Descriptor;
        if (await store.FindDefinitionAsync(version.Id, cancellationToken) is not { } row)
            return null;
        var descriptor = DefinitionActivities.Describe(DefinitionRows.Read(row));
        _cache[version.Id] = (version.Revision, version.IsPublished, descriptor);
        return descriptor;
    }
}
