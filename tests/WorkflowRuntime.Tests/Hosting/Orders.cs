using WorkflowRuntime.Journal;

namespace WorkflowRuntime.Tests.Hosting;

/// <summary>The orders that the semantics vectors speak of. The outer workflow and flowchart are left out.</summary>
internal static class Orders
{
    private static readonly HashSet<string> Outer = ["Workflow1", "flow1"];

    public static string Started(this WorkflowJournal journal) => Join(journal, JournalEvents.Started, JournalEvents.Resumed, withOuter: false);

    public static string Completed(this WorkflowJournal journal) => Join(journal, JournalEvents.Completed, null, withOuter: false);

    public static string CompletedWithOuter(this WorkflowJournal journal) => Join(journal, JournalEvents.Completed, null, withOuter: true);

    /// <summary>A second copy of a waiting activity is logged as Resumed at its first start; only first entries of an execution count.</summary>
    private static string Join(WorkflowJournal journal, string eventName, string? orEventName, bool withOuter)
    {
        var seen = new HashSet<string>();
        return string.Join(' ', journal.Entries
            .Where(entry => entry.EventName == eventName || (entry.EventName == orEventName && !seen.Contains(entry.ActivityInstanceId)))
            .Where(entry => eventName != JournalEvents.Started || seen.Add(entry.ActivityInstanceId))
            .Where(entry => withOuter || !Outer.Contains(entry.ActivityId))
            .Select(entry => entry.ActivityId));
    }
}
