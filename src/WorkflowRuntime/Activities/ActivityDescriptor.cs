using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Activities;

/// <summary>
/// What is known of an activity type. Made once by reflection from the class (<see cref="ActivityDescriber"/>), or from a
/// definition that is usable as an activity; the engine builds activities from it and the designer draws them from it.
/// </summary>
public sealed record ActivityDescriptor
{
    /// <summary>The name in definitions, e.g. <c>Elsa.FlowDecision</c>.</summary>
    public required string TypeName { get; init; }

    public required string Namespace { get; init; }
    public required string Name { get; init; }
    public int Version { get; init; } = 1;
    public required string Category { get; init; }
    public required string DisplayName { get; init; }
    public string? Description { get; init; }
    public ActivityKind Kind { get; init; }
    public bool IsBrowsable { get; init; } = true;
    public bool IsContainer { get; init; }
    public bool IsStart { get; init; }
    public bool IsTerminal { get; init; }
    public IReadOnlyList<InputDescriptor> Inputs { get; init; } = [];
    public IReadOnlyList<OutputDescriptor> Outputs { get; init; } = [];
    public IReadOnlyList<PortDescriptor> Ports { get; init; } = [];
    public IReadOnlyDictionary<string, object?> CustomProperties { get; init; } = new Dictionary<string, object?>();
    public IReadOnlyDictionary<string, object?> ConstructionProperties { get; init; } = new Dictionary<string, object?>();

    /// <summary>The class; null for a workflow used as an activity.</summary>
    public Type? ClrType { get; init; }

    internal Func<Activity>? Create { get; init; }
}

/// <summary>An input of an activity type.</summary>
public sealed record InputDescriptor
{
    /// <summary>The property name; the JSON key is its camelCase form.</summary>
    public required string Name { get; init; }

    public required string JsonName { get; init; }
    public required Type Type { get; init; }

    /// <summary>The type's alias as the designer shows it.</summary>
    public string TypeName => TypeAliases.NameOf(Type);

    public required string DisplayName { get; init; }
    public string? Description { get; init; }
    public string? Category { get; init; }
    public required string UIHint { get; init; }
    public IReadOnlyList<InputOption>? Options { get; init; }
    public Type? OptionsProvider { get; init; }
    public object? DefaultValue { get; init; }
    public string? DefaultSyntax { get; init; }
    public bool AutoEvaluate { get; init; } = true;
    public bool IsWrapped { get; init; } = true;
    public bool IsBrowsable { get; init; } = true;
    public bool IsSensitive { get; init; }
    public float Order { get; init; }
    public IReadOnlyList<string>? FixedOutcomes { get; init; }
    public string? Language { get; init; }

    /// <summary>The slot of the evaluated value in an execution context.</summary>
    internal int Slot { get; init; }

    internal Func<Activity, object?>? Get { get; init; }
    internal Action<Activity, object?>? Set { get; init; }
}

/// <summary>An output of an activity type.</summary>
public sealed record OutputDescriptor
{
    public required string Name { get; init; }
    public required string JsonName { get; init; }
    public required Type Type { get; init; }
    public string TypeName => TypeAliases.NameOf(Type);
    public required string DisplayName { get; init; }
    public string? Description { get; init; }
    public bool IsBrowsable { get; init; } = true;

    internal Func<Activity, object?>? Get { get; init; }
    internal Action<Activity, object?>? Set { get; init; }
}

/// <summary>Flow ports are exits, embedded ports hold a child activity.</summary>
public enum PortType
{
    Flow,
    Embedded,
}

/// <summary>A port of an activity type.</summary>
public sealed record PortDescriptor(string Name, string DisplayName, PortType Type, bool IsBrowsable = true)
{
    internal Action<Activity, Activity?>? Set { get; init; }
}
