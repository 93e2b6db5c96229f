using System.Collections.Frozen;

namespace WorkflowRuntime.Activities;

/// <summary>Every activity type that the host offers. Immutable; built once from the host's options.</summary>
public sealed class ActivityRegistry
{
    private readonly FrozenDictionary<string, ActivityDescriptor[]> _byType;

    public ActivityRegistry(IEnumerable<Type> activityTypes)
    {
        Descriptors = activityTypes.Distinct().Select(ActivityDescriber.Describe).ToList();
        var clash = Descriptors.GroupBy(d => (d.TypeName, d.Version)).FirstOrDefault(g => g.Count() > 1);
        if (clash is not null)
            throw new InvalidOperationException($"Two classes are activity {clash.Key.TypeName} version {clash.Key.Version}: {string.Join(", ", clash.Select(d => d.ClrType))}.");
        _byType = Descriptors.GroupBy(d => d.TypeName).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(d => d.Version).ToArray(), StringComparer.Ordinal);
    }

    public IReadOnlyList<ActivityDescriptor> Descriptors { get; }

    /// <summary>The type in that version, or in its newest one when the host does not have that version; null for an unknown type.</summary>
    public ActivityDescriptor? Find(string typeName, int? version = null)
    {
        if (!_byType.TryGetValue(typeName, out var versions))
            return null;
        return versions.FirstOrDefault(d => d.Version == version) ?? versions[0];
    }
}
