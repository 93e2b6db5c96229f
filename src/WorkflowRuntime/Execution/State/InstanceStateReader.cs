using System.Text.Json;
using WorkflowRuntime.Expressions;
using WorkflowRuntime.Incidents;

namespace WorkflowRuntime.Execution.State;

/// <summary>Reads what <see cref="InstanceStateJson"/> wrote.</summary>
internal static class InstanceStateReader
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 512 };

    public static InstanceState Read(ReadOnlyMemory<byte> data)
    {
        // Not disposed: properties keep elements of it until an activity asks for them.
        var root = JsonDocument.Parse(data, Reading).RootElement;
        return new InstanceState
        {
            JournalSequence = root.GetProperty("q").GetInt64(),
            Input = Values(root, "in") ?? [],
            Output = Values(root, "out") ?? [],
            Properties = Values(root, "pr") ?? [],
            Contexts = List(root, "cx", ReadContext),
            Bookmarks = List(root, "bm", ReadBookmark),
            Callbacks = List(root, "cb", json => new CallbackState(json[0].GetString()!, json[1].GetString()!, json[2].GetString()!)),
            Queue = List(root, "wi", json => new QueuedState(json.GetProperty("n").GetString()!, Text(json, "p"), Text(json, "x"), Text(json, "g"), Values(json, "v"))),
            Incidents = List(root, "ic", ReadIncident),
        };
    }

    private static ContextState ReadContext(JsonElement json) => new()
    {
        Id = json.GetProperty("i").GetString()!,
        ParentId = Text(json, "p"),
        NodeId = json.GetProperty("n").GetString()!,
        Status = (ActivityStatus)json.GetProperty("s").GetInt32(),
        StartedAt = Moment(json, "t")!.Value,
        CompletedAt = Moment(json, "e"),
        Tag = Text(json, "g"),
        FaultCount = Number(json, "f"),
        IsBreaking = Number(json, "b") == 1,
        ScheduledById = Text(json, "sb"),
        ScheduledByActivityId = Text(json, "sa"),
        CallStackDepth = Number(json, "d"),
        Properties = json.TryGetProperty("pp", out var properties) ? properties.EnumerateObject().ToDictionary(p => p.Name, p => (object?)p.Value) : null,
        Variables = Values(json, "v"),
        DynamicVariables = Values(json, "dv"),
        Inputs = Values(json, "iv"),
        Outputs = Values(json, "o"),
        JournalData = Values(json, "j"),
    };

    private static BookmarkState ReadBookmark(JsonElement json) => new()
    {
        Id = json.GetProperty("i").GetString()!,
        Name = json.GetProperty("n").GetString()!,
        Hash = json.GetProperty("h").GetString()!,
        Payload = Text(json, "pl"),
        ContextId = json.GetProperty("c").GetString()!,
        CreatedAt = Moment(json, "t")!.Value,
        AutoBurn = Number(json, "kb") == 0,
        AutoComplete = Number(json, "kc") == 0,
        Callback = Text(json, "m"),
        DueAt = Moment(json, "due"),
        Metadata = json.TryGetProperty("md", out var metadata) ? metadata.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!) : null,
    };

    private static Incident ReadIncident(JsonElement json) => new(
        json.GetProperty("a").GetString()!,
        json.GetProperty("n").GetString()!,
        json.GetProperty("i").GetString()!,
        json.GetProperty("y").GetString()!,
        json.GetProperty("m").GetString()!,
        json.TryGetProperty("x", out var exception) ? ExceptionJson.Read(exception) : null,
        Moment(json, "t")!.Value);

    private static List<T> List<T>(JsonElement json, string name, Func<JsonElement, T> read) =>
        json.TryGetProperty(name, out var items) ? items.EnumerateArray().Select(read).ToList() : [];

    private static Dictionary<string, object?>? Values(JsonElement json, string name) =>
        json.TryGetProperty(name, out var values) ? values.EnumerateObject().ToDictionary(p => p.Name, p => ValueJson.FromElement(p.Value)) : null;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static int Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt32() : 0;

    private static DateTime? Moment(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? new DateTime(value.GetInt64(), DateTimeKind.Utc) : null;
}
