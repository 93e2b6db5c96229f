using WorkflowRuntime.Activities;

namespace WorkflowRuntime.Bookmarks;

/// <summary>What an Event waits for and a publisher sends.</summary>
public sealed record EventStimulus(string EventName);

/// <summary>What RunTask waits for: only the task id counts.</summary>
public sealed record RunTaskStimulus(string TaskId, [property: ExcludeFromHash] string TaskName);

/// <summary>What Delay and Timer wait for.</summary>
public sealed record ResumeAtStimulus(DateTimeOffset ResumeAt);

/// <summary>What StartAt waits for.</summary>
public sealed record ExecuteAtStimulus(DateTimeOffset ExecuteAt);

/// <summary>What Cron waits for.</summary>
public sealed record CronStimulus(DateTimeOffset ExecuteAt, string CronExpression);

/// <summary>The start trigger of a Timer.</summary>
public sealed record TimerTriggerStimulus(DateTimeOffset StartAt, TimeSpan Interval);

/// <summary>The start trigger of a Cron.</summary>
public sealed record CronTriggerStimulus(string CronExpression);

/// <summary>What DispatchWorkflow and ExecuteWorkflow wait for.</summary>
public sealed record ChildWorkflowStimulus(string ChildInstanceId);

/// <summary>What BulkDispatchWorkflows waits for: the parent counts its children.</summary>
public sealed record BulkChildrenStimulus(string ParentInstanceId, [property: ExcludeFromHash] int ScheduledInstanceIdsCount);

/// <summary>A start stimulus of a trigger activity, with the first moment it falls due when a clock starts it.</summary>
public sealed record TriggerStimulus(string Name, object? Payload, DateTime? DueAt = null);
