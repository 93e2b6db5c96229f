using System.Text.Json.Nodes;
using WorkflowRuntime.ElsaApi.Instances;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Journal;

namespace WorkflowRuntime.ElsaApi.Journal;

/// <summary>One execution of an activity with inputs, outputs and fault.</summary>
internal sealed record ExecutionModel(
    string Id, string WorkflowInstanceId, string ActivityId, string ActivityNodeId, string ActivityType, int ActivityTypeVersion, string? ActivityName,
    JsonNode ActivityState, JsonNode? Payload, JsonNode? Outputs, JsonObject Properties, JsonObject Metadata, JsonObject? Exception,
    DateTime StartedAt, DateTime? CompletedAt, bool HasBookmarks, ActivityStatus Status, int AggregateFaultCount,
    string? SchedulingActivityExecutionId, string? SchedulingActivityId, string? SchedulingWorkflowInstanceId, int CallStackDepth)
{
    /// <summary>There is one tenant, without a name.</summary>
    public string TenantId => "";

    /// <param name="record">The engine's record.</param>
    /// <param name="properties">The running context's own properties, when it still runs.</param>
    public static ExecutionModel Of(ActivityExecutionRecord record, JsonObject properties) => new(
        ExecutionIds.Show(record.WorkflowInstanceId, record.Id), record.WorkflowInstanceId, record.ActivityId, record.ActivityNodeId, record.ActivityType,
        record.ActivityTypeVersion, record.ActivityName, ElsaJson.Parse(record.ActivityState) ?? new JsonObject(), ElsaJson.Parse(record.Payload), ElsaJson.Parse(record.Outputs),
        ElsaJson.Map(properties), ElsaJson.Map(), record.Exception is { } exception ? InstanceModel.Exception(exception) : null, record.StartedAt, record.CompletedAt, record.HasBookmarks,
        record.Status, record.AggregateFaultCount, ExecutionIds.ShowOptional(record.WorkflowInstanceId, record.SchedulingActivityExecutionId),
        record.SchedulingActivityId, record.SchedulingWorkflowInstanceId, record.CallStackDepth);
}

/// <summary>The same without its data, for lists.</summary>
internal sealed record ExecutionSummary(
    string Id, string WorkflowInstanceId, string ActivityId, string ActivityNodeId, string ActivityType, int ActivityTypeVersion, string? ActivityName,
    DateTime StartedAt, DateTime? CompletedAt, bool HasBookmarks, ActivityStatus Status, JsonObject Metadata, int AggregateFaultCount)
{
    public static ExecutionSummary Of(ActivityExecutionRecord record) => new(
        ExecutionIds.Show(record.WorkflowInstanceId, record.Id), record.WorkflowInstanceId, record.ActivityId, record.ActivityNodeId, record.ActivityType,
        record.ActivityTypeVersion, record.ActivityName, record.StartedAt, record.CompletedAt, record.HasBookmarks, record.Status, ElsaJson.Map(), record.AggregateFaultCount);
}

/// <summary>How often a step was entered and left, for the numbers and colours on the diagram.</summary>
internal sealed record ExecutionStats(
    string ActivityId, string ActivityNodeId, int StartedCount, int CompletedCount, int UncompletedCount, bool IsBlocked, bool IsFaulted, int AggregateFaultCount, JsonObject Metadata)
{
    public static IReadOnlyList<ExecutionStats> Of(IEnumerable<ActivityExecutionRecord> executions) =>
        [.. executions.GroupBy(e => e.ActivityNodeId).Select(group => Of(group.First(), [.. group]))];

    private static ExecutionStats Of(ActivityExecutionRecord first, IReadOnlyList<ActivityExecutionRecord> all)
    {
        var completed = all.Count(e => e.CompletedAt is not null);
        return new ExecutionStats(
            first.ActivityId, first.ActivityNodeId, all.Count, completed, all.Count - completed,
            all.Any(e => e.HasBookmarks && e.CompletedAt is null), all.Any(e => e.Status == ActivityStatus.Faulted), all.Sum(e => e.AggregateFaultCount), ElsaJson.Map());
    }
}
