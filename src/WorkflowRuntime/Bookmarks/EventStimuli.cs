using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Bookmarks;

/// <summary>Events: what publishers send and Event activities wait for.</summary>
public static class EventStimuli
{
    public const string StimulusName = "Elsa.Event";

    /// <summary>Elsa's input key for the payload of an event.</summary>
    public const string PayloadKey = "__EventPayloadWorkflowInput";

    /// <summary>A null payload arrives as an empty object.</summary>
    public static Stimulus Of(string eventName, object? payload = null, string? correlationId = null, string? instanceId = null) => new()
    {
        Name = StimulusName,
        Payload = new EventStimulus(eventName),
        CorrelationId = string.IsNullOrWhiteSpace(correlationId) ? null : correlationId,
        InstanceId = string.IsNullOrWhiteSpace(instanceId) ? null : instanceId,
        Input = new Dictionary<string, object?> { [PayloadKey] = payload ?? new Dictionary<string, object?>() },
    };
}

/// <summary>Tasks of RunTask: how their results come back.</summary>
public static class TaskStimuli
{
    public const string StimulusName = "Elsa.RunTask";

    /// <summary>Elsa's input key for a task's result.</summary>
    public const string ResultKey = "RunTaskInput";

    public static Stimulus Of(string taskId, object? result) => new()
    {
        Name = StimulusName,
        Payload = new RunTaskStimulus(taskId, ""),
        Input = new Dictionary<string, object?> { [ResultKey] = result },
    };
}
