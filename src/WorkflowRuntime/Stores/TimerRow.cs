namespace WorkflowRuntime.Stores;

/// <summary>What falls due: a waiting point of an instance, or a start trigger of a published definition.</summary>
public enum TimerKind
{
    Bookmark,
    Trigger,
}

/// <summary>Something to do at a moment. Its id is the bookmark's or trigger's id, so a bookmark that is gone takes its timer with it.</summary>
public sealed class TimerRow
{
    public required string Id { get; init; }
    public TimerKind Kind { get; init; }

    /// <summary>The waiting instance; null for a trigger.</summary>
    public string? InstanceId { get; init; }

    /// <summary>UTC; indexed.</summary>
    public DateTime DueAt { get; set; }
}
