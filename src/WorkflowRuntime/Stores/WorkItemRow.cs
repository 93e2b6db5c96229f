namespace WorkflowRuntime.Stores;

/// <summary>What a queued piece of work is.</summary>
public enum WorkItemKind
{
    /// <summary>A stimulus for every trigger and bookmark it matches (an event, a reported task result).</summary>
    Stimulus,

    /// <summary>One bookmark to resume.</summary>
    Resume,

    /// <summary>A workflow to start (a dispatched child, a trigger that fired).</summary>
    Start,
}

/// <summary>Where a queued piece of work stands.</summary>
public enum WorkItemState
{
    /// <summary>To be done at <see cref="WorkItemRow.NotBefore"/>.</summary>
    Ready,

    /// <summary>A stimulus that nothing waited for yet; tried again when a bookmark with its hash appears, until it expires.</summary>
    Parked,

    /// <summary>Given up: dead letter, kept for an administrator.</summary>
    Dead,
}

/// <summary>
/// Work that a burst leaves for after its commit, written in the same transaction, so that it happens exactly when the burst did.
/// The pump does each item in a transaction of its own, which also removes the row.
/// </summary>
public sealed class WorkItemRow
{
    public required string Id { get; init; }

    /// <summary>Rises with every item of this process; items are done in this order.</summary>
    public long Sequence { get; init; }

    public WorkItemKind Kind { get; init; }
    public WorkItemState State { get; set; }
    public DateTime NotBefore { get; set; }
    public DateTime CreatedAt { get; init; }

    /// <summary>When a parked stimulus is given up; null for work that never expires.</summary>
    public DateTime? ExpiresAt { get; set; }

    /// <summary>The addressed instance, when there is one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The stimulus hash, for finding what wakes a parked item. Indexed.</summary>
    public string? Hash { get; init; }

    /// <summary>What to do, as JSON.</summary>
    public required string Payload { get; init; }

    public int Attempts { get; set; }
    public string? LastError { get; set; }
}
