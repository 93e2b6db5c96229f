using System.Text.Json;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Execution.State;
using WorkflowRuntime.Incidents;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Journal;

/// <summary>Reads what <see cref="BurstWriter"/> wrote.</summary>
internal sealed class BurstReader
{
    private readonly BurstRow _row;
    private readonly JsonElement _root;
    private readonly DateTime _start;
    private readonly List<Place> _contexts = [];

    private BurstReader(BurstRow row, JsonElement root)
    {
        (_row, _root) = (row, root);
        _start = new DateTime(root.GetProperty("t").GetInt64(), DateTimeKind.Utc);
        foreach (var context in root.GetProperty("c").EnumerateArray())
            _contexts.Add(ReadPlace(context));
    }

    public static void Read(BurstRow row, List<JournalEntry> entries, List<ActivityExecutionRecord> records)
    {
        using var document = JsonDocument.Parse(Packing.Unpack(row.Data), new JsonDocumentOptions { MaxDepth = 512 });
        var reader = new BurstReader(row, document.RootElement);
        reader.ReadEntries(entries);
        foreach (var record in document.RootElement.GetProperty("r").EnumerateArray())
            records.Add(reader.ReadRecord(record));
    }

    private void ReadEntries(List<JournalEntry> entries)
    {
        var sequence = _root.GetProperty("q").GetInt64();
        foreach (var line in _root.GetProperty("j").EnumerateArray())
        {
            var place = _contexts[line[0].GetInt32()];
            var length = line.GetArrayLength();
            entries.Add(new JournalEntry
            {
                Sequence = sequence++,
                EventName = line[1].ValueKind == JsonValueKind.Number ? BurstFormat.Events[line[1].GetInt32()] : line[1].GetString()!,
                ActivityInstanceId = place.Id,
                ParentActivityInstanceId = place.ParentId,
                ActivityId = place.ActivityId,
                ActivityNodeId = place.NodeId,
                ActivityType = place.Type,
                ActivityTypeVersion = place.Version,
                ActivityName = place.Name,
                Timestamp = Moment(line[2]),
                Message = length > 3 ? line[3].GetString() : null,
                Payload = length > 4 ? line[4].GetString() : null,
            });
        }
    }

    private ActivityExecutionRecord ReadRecord(JsonElement json)
    {
        var place = _contexts[json.GetProperty("c").GetInt32()];
        return new ActivityExecutionRecord
        {
            Id = place.Id,
            WorkflowInstanceId = _row.InstanceId,
            ActivityId = place.ActivityId,
            ActivityNodeId = place.NodeId,
            ActivityType = place.Type,
            ActivityTypeVersion = place.Version,
            ActivityName = place.Name,
            Status = (ActivityStatus)json.GetProperty("s").GetInt32(),
            StartedAt = Moment(json.GetProperty("t")),
            CompletedAt = json.TryGetProperty("e", out var end) ? Moment(end) : null,
            HasBookmarks = json.TryGetProperty("b", out _),
            AggregateFaultCount = json.TryGetProperty("f", out var faults) ? faults.GetInt32() : 0,
            ActivityState = Raw(json, "i"),
            Outputs = Raw(json, "o"),
            Payload = Raw(json, "p"),
            Exception = json.TryGetProperty("x", out var exception) ? ExceptionJson.Read(exception) : null,
            SchedulingActivityExecutionId = json.TryGetProperty("sb", out var by) ? by.GetString() : null,
            SchedulingActivityId = json.TryGetProperty("sa", out var activity) ? activity.GetString() : null,
            CallStackDepth = json.TryGetProperty("d", out var depth) ? depth.GetInt32() : 0,
        };
    }

    private Place ReadPlace(JsonElement json)
    {
        var parent = json[1].GetInt32() is >= 0 and var index ? _contexts[index] : null;
        var activityId = json[2].GetString()!;
        var name = json[5].ValueKind == JsonValueKind.Null ? null : json[5].GetString();
        var nodeId = json.GetArrayLength() > 6 ? json[6].GetString()! : parent is null ? activityId : $"{parent.NodeId}:{activityId}";
        return new Place(json[0].GetString()!, parent?.Id, activityId, nodeId, json[3].GetString()!, json[4].GetInt32(), name == "" ? activityId : name);
    }

    private DateTime Moment(JsonElement offset) => _start.AddTicks(offset.GetInt64() * 10);

    private static string? Raw(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetRawText() : null;

    private sealed record Place(string Id, string? ParentId, string ActivityId, string NodeId, string Type, int Version, string? Name);
}
