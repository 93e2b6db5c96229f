namespace WorkflowRuntime.Stores;

/// <summary>A start point of a published definition (Elsa <c>StoredTrigger</c>), found by the hash of the stimulus that starts it.</summary>
public sealed class TriggerRow
{
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public required string DefinitionVersionId { get; init; }
    public required string Name { get; init; }
    public required string ActivityId { get; init; }
    public required string Hash { get; init; }
    public string? Payload { get; init; }
}
