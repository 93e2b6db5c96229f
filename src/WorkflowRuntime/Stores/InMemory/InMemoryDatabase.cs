using System.Text.Json;

namespace WorkflowRuntime.Stores.InMemory;

/// <summary>
/// The shared tables behind <see cref="InMemoryWorkflowStore"/>: what is committed. For tests and trials; rows are copied in and out,
/// so nobody changes committed data by holding on to a row.
/// </summary>
public sealed class InMemoryDatabase
{
    internal Lock Gate { get; } = new();

    internal Table<WorkflowDefinitionRow> Definitions { get; } = new(row => row.Id);
    internal Table<WorkflowInstanceRow> Instances { get; } = new(row => row.Id);
    internal Table<BookmarkRow> Bookmarks { get; } = new(row => row.Id);
    internal Table<TimerRow> Timers { get; } = new(row => row.Id);
    internal Table<TriggerRow> Triggers { get; } = new(row => row.Id);
    internal Table<BurstRow> Bursts { get; } = new(row => $"{row.InstanceId}/{row.Number:D9}");
    internal Table<WorkItemRow> Work { get; } = new(row => row.Id);

    /// <summary>Rows by key, in the order of their arrival.</summary>
    internal sealed class Table<T>(Func<T, string> keyOf)
        where T : class
    {
        private readonly OrderedDictionary<string, T> _rows = [];

        public Func<T, string> KeyOf { get; } = keyOf;

        public IEnumerable<T> Rows => _rows.Values;

        public T? Find(string key) => _rows.GetValueOrDefault(key);

        public void Put(T row) => _rows[KeyOf(row)] = row;

        public void Remove(string key) => _rows.Remove(key);

        public static T Copy(T row) => JsonSerializer.Deserialize<T>(JsonSerializer.SerializeToUtf8Bytes(row))!;
    }
}

/// <summary>Another unit changed an instance first; run the work again from a fresh load.</summary>
public sealed class ConcurrencyConflictException(string instanceId) : Exception($"Workflow instance {instanceId} was changed by another unit of work.")
{
    public string InstanceId { get; } = instanceId;
}
