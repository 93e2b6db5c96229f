using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>Waits for a span of time; also a span of zero waits for the timer.</summary>
[Activity("Elsa", "Delay", Category = "Scheduling", Description = "Waits for a span of time.")]
public sealed class Delay : Activity
{
    [Input(DefaultValue = "00:01:00", Description = "How long to wait.")]
    public Input<TimeSpan> TimeSpan { get; set; } = new();

    internal override bool WaitsForPeople => false;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Waits.Until(context, Waits.After(context.UtcNow, context.Get(TimeSpan)));
        return ValueTask.CompletedTask;
    }
}

/// <summary>Waiting for a moment.</summary>
internal static class Waits
{
    /// <summary>Waits for the timer; completes by itself when it comes.</summary>
    public static void Until(ActivityExecutionContext context, DateTime dueAt) =>
        context.CreateBookmark(new BookmarkOptions { Payload = new ResumeAtStimulus(new DateTimeOffset(dueAt)), DueAt = dueAt });

    /// <summary>The end of the calendar is far enough for a span that leads beyond it.</summary>
    public static DateTime After(DateTime now, TimeSpan span)
    {
        var ticks = (decimal)now.Ticks + span.Ticks;
        return ticks >= DateTime.MaxValue.Ticks ? DateTime.SpecifyKind(DateTime.MaxValue.Date, DateTimeKind.Utc)
            : ticks <= 0 ? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc)
            : now + span;
    }
}
