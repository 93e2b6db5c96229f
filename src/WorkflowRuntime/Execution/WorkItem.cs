using WorkflowRuntime.Definitions;

namespace WorkflowRuntime.Execution;

/// <summary>A scheduled execution. The context is made when the item is taken, not when it is scheduled.</summary>
internal sealed class WorkItem
{
    public required ActivityNode Node { get; init; }
    public ActivityExecutionContext? Owner { get; init; }

    /// <summary>A context to run again or to resume, instead of a new one.</summary>
    public ActivityExecutionContext? Existing { get; init; }

    public Bookmark? Resume { get; init; }
    public ScheduleOptions? Options { get; init; }

    /// <summary>The execution that scheduled this one; for the execution records.</summary>
    public ActivityExecutionContext? ScheduledBy { get; init; }
}

/// <summary>Who is to be told when a child completes; popped by owner and child node, oldest first.</summary>
internal sealed record CompletionCallback(ActivityExecutionContext Owner, ActivityNode Child, ChildCompleted Callback);
