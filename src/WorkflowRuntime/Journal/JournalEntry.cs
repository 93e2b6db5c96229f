namespace WorkflowRuntime.Journal;

/// <summary>One line of an instance's journal (Elsa <c>WorkflowExecutionLogRecord</c>).</summary>
public sealed record JournalEntry
{
    /// <summary>Rises by one within the instance, from 0.</summary>
    public required long Sequence { get; init; }

    public required string EventName { get; init; }
    public required string ActivityInstanceId { get; init; }
    public string? ParentActivityInstanceId { get; init; }
    public required string ActivityId { get; init; }
    public required string ActivityNodeId { get; init; }
    public required string ActivityType { get; init; }
    public int ActivityTypeVersion { get; init; } = 1;
    public string? ActivityName { get; init; }
    public required DateTime Timestamp { get; init; }
    public string? Message { get; init; }

    /// <summary>A JSON object, or null.</summary>
    public string? Payload { get; init; }
}

/// <summary>Elsa's event names.</summary>
public static class JournalEvents
{
    public const string Started = "Started";
    public const string Resumed = "Resumed";
    public const string Suspended = "Suspended";
    public const string Completed = "Completed";
    public const string Faulted = "Faulted";
    public const string Canceled = "Canceled";
    public const string WorkflowCancelled = "Workflow cancelled";
}
