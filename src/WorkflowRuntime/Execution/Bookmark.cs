namespace WorkflowRuntime.Execution;

/// <summary>A waiting point of a running instance (Elsa <c>Bookmark</c>).</summary>
internal sealed class Bookmark
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Hash { get; init; }

    /// <summary>JSON with camelCase names.</summary>
    public string? Payload { get; init; }

    public required ActivityExecutionContext Context { get; init; }
    public DateTime CreatedAt { get; init; }
    public bool AutoBurn { get; init; } = true;
    public bool AutoComplete { get; init; } = true;

    /// <summary>The method to run on resume; null completes the activity.</summary>
    public string? Callback { get; init; }

    public DateTime? DueAt { get; init; }
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Made in this burst: its rows are not in the store yet.</summary>
    public bool IsNew { get; init; }
}
