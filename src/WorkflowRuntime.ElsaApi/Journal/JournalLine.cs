using System.Text.Json.Nodes;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Journal;

namespace WorkflowRuntime.ElsaApi.Journal;

/// <summary>A line of the journal for clients.</summary>
internal sealed record JournalLine(
    string Id, string ActivityInstanceId, string? ParentActivityInstanceId, string ActivityId, string ActivityType, int ActivityTypeVersion, string? ActivityName,
    string NodeId, DateTime Timestamp, long Sequence, string EventName, string? Message, JsonNode? Payload)
{
    public static JournalLine Of(string instanceId, JournalEntry entry) => new(
        $"{instanceId}-{entry.Sequence}", ExecutionIds.Show(instanceId, entry.ActivityInstanceId), ExecutionIds.ShowOptional(instanceId, entry.ParentActivityInstanceId),
        entry.ActivityId, entry.ActivityType, entry.ActivityTypeVersion, entry.ActivityName, entry.ActivityNodeId, entry.Timestamp, entry.Sequence,
        entry.EventName, entry.Message, ElsaJson.Parse(entry.Payload));
}
