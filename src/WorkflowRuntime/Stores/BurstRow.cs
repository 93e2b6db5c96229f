namespace WorkflowRuntime.Stores;

/// <summary>
/// What one burst left in the journal: its log entries and the execution records that it changed, in one row. Append-only; read it
/// with <c>WorkflowJournal</c>. The key is (<see cref="InstanceId"/>, <see cref="Number"/>).
/// </summary>
public sealed class BurstRow
{
    public required string InstanceId { get; init; }

    /// <summary>1, 2, 3… within the instance: its concurrency version after the burst.</summary>
    public required int Number { get; init; }

    public DateTime CreatedAt { get; init; }

    public required byte[] Data { get; init; }
}
