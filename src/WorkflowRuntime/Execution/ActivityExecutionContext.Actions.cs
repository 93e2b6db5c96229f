using WorkflowRuntime.Activities;

namespace WorkflowRuntime.Execution;

public sealed partial class ActivityExecutionContext
{
    /// <summary>Waits: the instance can be resumed here by a stimulus with this name and payload. Gives the bookmark's id.</summary>
    public string CreateBookmark(BookmarkOptions options) => Execution.CreateBookmark(this, options).Id;

    /// <summary>Waits for a stimulus; <paramref name="callback"/> null completes the activity when it comes.</summary>
    public string CreateBookmark(object? payload, BookmarkResumed? callback = null, string? name = null, IReadOnlyDictionary<string, string>? metadata = null) =>
        CreateBookmark(new BookmarkOptions { Payload = payload, Callback = callback, Name = name, Metadata = metadata });

    /// <summary>Ends this activity with the default outcome, or with the named ones.</summary>
    public ValueTask CompleteAsync(params string[] outcomes) => CompleteAsync(outcomes.Length == 0 ? WorkflowRuntime.Execution.Outcomes.Default : WorkflowRuntime.Execution.Outcomes.Of(outcomes));

    /// <summary>Ends this activity: its unfinished children are cancelled, then whoever scheduled it goes on.</summary>
    public ValueTask CompleteAsync(Outcomes outcomes) => Execution.CompleteAsync(this, outcomes);

    /// <summary>Ends this activity without a result: its children, its queued work and its bookmarks go, and its owner is not called.</summary>
    public ValueTask CancelAsync() => Execution.CancelAsync(this);

    /// <summary>
    /// Queues a child; <paramref name="callback"/> runs when it has completed. Without a child the callback runs at once, and without a
    /// callback either this activity completes.
    /// </summary>
    public ValueTask ScheduleAsync(Activity? child, ChildCompleted? callback = null, ScheduleOptions? options = null) =>
        Execution.ScheduleAsync(this, child, callback, options);

    /// <summary>Adds a line of its own to the journal.</summary>
    public void AddJournalEntry(string eventName, string? message = null) => Execution.Log(this, eventName, message);
}
