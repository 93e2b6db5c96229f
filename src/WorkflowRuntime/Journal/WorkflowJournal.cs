using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Journal;

/// <summary>The journal of one instance: its log in order, and the executions of its activities as they last were.</summary>
public sealed record WorkflowJournal(IReadOnlyList<JournalEntry> Entries, IReadOnlyList<ActivityExecutionRecord> Executions)
{
    public static async ValueTask<WorkflowJournal> ReadAsync(IInstanceStore store, string instanceId, CancellationToken cancellationToken = default) =>
        Read(await store.ListBurstsAsync(instanceId, cancellationToken));

    public static WorkflowJournal Read(IEnumerable<BurstRow> bursts)
    {
        var entries = new List<JournalEntry>();
        var changes = new List<ActivityExecutionRecord>();
        foreach (var burst in bursts)
            BurstReader.Read(burst, entries, changes);
        var order = new List<string>();
        var byId = new Dictionary<string, ActivityExecutionRecord>();
        foreach (var change in changes)
        {
            if (!byId.TryGetValue(change.Id, out var before))
                order.Add(change.Id);
            // A later burst need not have evaluated the inputs again.
            byId[change.Id] = before is null ? change : change with { ActivityState = change.ActivityState ?? before.ActivityState };
        }

        return new WorkflowJournal(entries, order.ConvertAll(id => byId[id]));
    }
}
