using System.Text.Json;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Incidents;

namespace WorkflowRuntime.Journal;

/// <summary>One execution of one activity, as people see it (Elsa <c>ActivityExecutionRecord</c>).</summary>
public sealed record ActivityExecutionRecord
{
    public required string Id { get; init; }
    public required string WorkflowInstanceId { get; init; }
    public required string ActivityId { get; init; }
    public required string ActivityNodeId { get; init; }
    public required string ActivityType { get; init; }
    public int ActivityTypeVersion { get; init; } = 1;
    public string? ActivityName { get; init; }
    public ActivityStatus Status { get; init; }
    public DateTime StartedAt { get; init; }
    public DateTime? CompletedAt { get; init; }
    public bool HasBookmarks { get; init; }
    public int AggregateFaultCount { get; init; }

    /// <summary>Evaluated inputs as a JSON object, or null.</summary>
    public string? ActivityState { get; init; }

    /// <summary>Outputs as a JSON object, or null.</summary>
    public string? Outputs { get; init; }

    /// <summary>Journal data as a JSON object, or null; <c>Outcomes</c> are here.</summary>
    public string? Payload { get; init; }

    public ExceptionState? Exception { get; init; }
    public string? SchedulingActivityExecutionId { get; init; }
    public string? SchedulingActivityId { get; init; }
    public string? SchedulingWorkflowInstanceId { get; init; }
    public int CallStackDepth { get; init; }

    /// <summary>The ways by which the activity was left: none until it has completed, <c>Done</c> when it named none.</summary>
    public IReadOnlyList<string> ReadOutcomes()
    {
        if (Status != ActivityStatus.Completed)
            return [];
        if (Payload is null)
            return [Execution.Outcomes.Done];
        using var payload = JsonDocument.Parse(Payload);
        return payload.RootElement.TryGetProperty("Outcomes", out var named)
            ? [.. named.EnumerateArray().Select(name => name.GetString() ?? "")]
            : [Execution.Outcomes.Done];
    }
}
