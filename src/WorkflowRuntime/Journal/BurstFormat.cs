namespace WorkflowRuntime.Journal;

/// <summary>What writer and reader of a burst agree on.</summary>
internal static class BurstFormat
{
    /// <summary>Event names by number. Append only: stored bursts hold the numbers.</summary>
    public static readonly string[] Events =
    [
        JournalEvents.Started, JournalEvents.Completed, JournalEvents.Suspended, JournalEvents.Resumed, JournalEvents.Faulted, JournalEvents.Canceled,
        JournalEvents.WorkflowCancelled,
    ];
}
