namespace WorkflowRuntime.Execution;

/// <summary>How an activity waits.</summary>
public sealed record BookmarkOptions
{
    /// <summary>What identifies the wait: a text, or an object whose properties make the hash (see <c>StimulusHasher</c>).</summary>
    public object? Payload { get; init; }

    /// <summary>The method to run on resume; null completes the activity with the default outcome.</summary>
    public BookmarkResumed? Callback { get; init; }

    /// <summary>The stimulus name; the activity type when not given.</summary>
    public string? Name { get; init; }

    /// <summary>Resumed by the timer at this moment (UTC).</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>False keeps the bookmark until its activity ends; it can then be resumed more than once.</summary>
    public bool AutoBurn { get; init; } = true;

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

/// <summary>How a child is scheduled.</summary>
public sealed record ScheduleOptions
{
    /// <summary>Remembered on the child's context.</summary>
    public string? Tag { get; init; }

    /// <summary>Variables of the child's own scope: name and value.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>>? Variables { get; init; }

    /// <summary>For a step that the child must know to be a loop-back (counter mode).</summary>
    internal bool ViaBackwardConnection { get; init; }
}
