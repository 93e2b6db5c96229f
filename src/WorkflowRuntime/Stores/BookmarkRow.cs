namespace WorkflowRuntime.Stores;

/// <summary>
/// An entry of the index of waiting points: found by id or by the hash of the stimulus. What the engine needs to go on (callback,
/// payload) stands in the instance's state too, so a row is never more than a way to the instance.
/// </summary>
public sealed class BookmarkRow
{
    public required string Id { get; init; }
    public required string InstanceId { get; init; }
    public required string Name { get; init; }
    public required string Hash { get; init; }
    public string? CorrelationId { get; set; }
    public required string ActivityId { get; init; }
    public required string ActivityNodeId { get; init; }
    public required string ActivityInstanceId { get; init; }

    /// <summary>JSON with camelCase names, or null.</summary>
    public string? Payload { get; init; }

    public DateTime CreatedAt { get; init; }
}

/// <summary>Which bookmarks are meant; every given part must match.</summary>
public sealed record BookmarkFilter
{
    public string? Hash { get; init; }
    public string? Name { get; init; }
    public string? CorrelationId { get; init; }
    public string? InstanceId { get; init; }
    public string? ActivityInstanceId { get; init; }
}
