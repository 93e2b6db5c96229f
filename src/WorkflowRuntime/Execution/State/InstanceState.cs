using WorkflowRuntime.Incidents;

namespace WorkflowRuntime.Execution.State;

/// <summary>
/// What is saved of an instance between bursts: the contexts that have not ended (and the root), their values, what waits, input,
/// output and incidents. <see cref="InstanceStateJson"/> reads and writes it.
/// </summary>
public sealed class InstanceState
{
    /// <summary>The next journal sequence number.</summary>
    public long JournalSequence { get; set; }

    /// <summary>Only inputs whose definition has a storage driver.</summary>
    public Dictionary<string, object?> Input { get; init; } = [];

    public Dictionary<string, object?> Output { get; init; } = [];
    public Dictionary<string, object?> Properties { get; init; } = [];

    /// <summary>Oldest first; the first is the workflow itself.</summary>
    public List<ContextState> Contexts { get; init; } = [];

    public List<BookmarkState> Bookmarks { get; init; } = [];
    public List<CallbackState> Callbacks { get; init; } = [];
    /// <summary>Work that a stopped burst left; empty otherwise.</summary>
    public List<QueuedState> Queue { get; init; } = [];

    public List<Incident> Incidents { get; init; } = [];
}

/// <summary>A saved scheduled execution.</summary>
public sealed record QueuedState(string NodeId, string? OwnerId, string? ExistingId, string? Tag, Dictionary<string, object?>? Variables);

/// <summary>A saved activity execution context.</summary>
public sealed class ContextState
{
    public required string Id { get; init; }
    public string? ParentId { get; init; }
    public required string NodeId { get; init; }
    public ActivityStatus Status { get; init; }
    public DateTime StartedAt { get; init; }
    public DateTime? CompletedAt { get; init; }
    public string? Tag { get; init; }
    public int FaultCount { get; init; }
    public bool IsBreaking { get; init; }
    public string? ScheduledById { get; init; }
    public string? ScheduledByActivityId { get; init; }
    public int CallStackDepth { get; init; }

    /// <summary>The activity's own state, as JSON elements until it is asked for.</summary>
    public Dictionary<string, object?>? Properties { get; init; }

    /// <summary>Variables with the instance storage driver, by id; a null value is not kept.</summary>
    public Dictionary<string, object?>? Variables { get; set; }

    /// <summary>Variables made at run time, by name.</summary>
    public Dictionary<string, object?>? DynamicVariables { get; init; }

    /// <summary>Evaluated inputs of containers, by name.</summary>
    public Dictionary<string, object?>? Inputs { get; init; }

    public Dictionary<string, object?>? Outputs { get; init; }
    public Dictionary<string, object?>? JournalData { get; init; }
}

/// <summary>A saved waiting point.</summary>
public sealed class BookmarkState
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Hash { get; init; }
    public string? Payload { get; init; }
    public required string ContextId { get; init; }
    public DateTime CreatedAt { get; init; }
    public bool AutoBurn { get; init; } = true;
    public bool AutoComplete { get; init; } = true;
    public string? Callback { get; init; }
    public DateTime? DueAt { get; init; }
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

/// <summary>A saved completion callback.</summary>
public sealed record CallbackState(string OwnerId, string ChildNodeId, string Method);
