using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Execution.State;
using WorkflowRuntime.Expressions;
using WorkflowRuntime.Journal;
using WorkflowRuntime.Stores;
using WorkflowRuntime.Tests.Hosting;

namespace WorkflowRuntime.Tests.Scenarios;

/// <summary>Replays one hand-made sample: its steps, then the final state against the recording. Ids are not compared, nulls count as absent.</summary>
internal sealed partial class RecordedSample(string folder, string name, int index) : IDisposable
{
    private readonly EngineHost _host = new();
    private readonly JsonObject _recording = (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(folder, name + ".expected.json")))![index]!;
    private readonly List<string> _differences = [];
    private string _instanceId = "";

    public async Task<List<string>> ReplayAsync()
    {
        foreach (var other in new[] { "child", "event-publish", name })
            await _host.PublishAsync(await File.ReadAllTextAsync(Path.Combine(folder, other + ".json"), TestContext.Current.CancellationToken));
        foreach (var step in _recording["steps"]!.AsArray().OfType<JsonObject>())
            await DoAsync(step);
        CompareWith(_recording["final"]!, await ObserveAsync());
        return _differences;
    }

    public void Dispose() => _host.Dispose();

    private async Task DoAsync(JsonObject step)
    {
        if (step["input"] is JsonObject input)
            await StartAsync(input);
        else if (step["POST"]?.GetValue<string>() is { } route)
            await PostAsync(route, step["body"] as JsonObject ?? []);
        else if (step["execute"]?.GetValue<string>() is { } other)
            await _host.StartAsync(other);
        else if ((step["afterStart"] ?? step["rightAfterStart"]) is { } observation)
            await CheckAfterStartAsync(observation);
    }

    private async Task CheckAfterStartAsync(JsonNode observation)
    {
        if (_instanceId == "")
            await StartAsync([]);
        CompareWith(observation, await ObserveAsync());
        for (var i = 0; i < 3 && name.StartsWith("delay", StringComparison.Ordinal); i++)
            await _host.AdvanceAsync(TimeSpan.FromSeconds(2));
    }

    private async Task PostAsync(string route, JsonObject body)
    {
        var parts = route.Split('/');
        if (parts[1] == "workflow-definitions")
        {
            await StartAsync(body["input"] as JsonObject ?? []);
            return;
        }

        if (parts[1] == "tasks")
        {
            var payload = (await _host.StateAsync(_instanceId)).Bookmarks.Single().Payload!;
            await _host.SendAsync(TaskStimuli.Of(JsonNode.Parse(payload)!["taskId"]!.GetValue<string>(), ReadValue(body["result"])));
            return;
        }

        if (body["workflowInstanceId"] is not null && _instanceId == "")
            await StartAsync([]);
        await _host.SendAsync(EventStimuli.Of(parts[2], ReadValue(body["input"])));
        if (_instanceId == "")
            _instanceId = (await _host.ReadAsync(async (store, ct) => await store.ListInstancesAsync(new InstanceFilter { DefinitionIds = [name] }, ct))).Items.Single().Id;
    }

    private async Task StartAsync(JsonObject input) => _instanceId = (await _host.StartAsync(name, (IReadOnlyDictionary<string, object?>)ReadValue(input)!)).InstanceId;

    private async Task<JsonObject> ObserveAsync()
    {
        var row = await _host.InstanceAsync(_instanceId);
        var state = InstanceStateJson.Read(row.State);
        var journal = await _host.JournalAsync(_instanceId);
        return new JsonObject
        {
            ["status"] = row.Status.ToString(),
            ["subStatus"] = row.SubStatus.ToString(),
            ["correlationId"] = row.CorrelationId,
            ["startedOrder"] = Texts(journal.Entries.Where(e => e.EventName == JournalEvents.Started).Select(e => e.ActivityId)),
            ["completedOrder"] = Texts(journal.Entries.Where(e => e.EventName == JournalEvents.Completed).Select(e => e.ActivityId)),
            ["variables"] = Plain(await _host.VariablesAsync(_instanceId)),
            ["output"] = Plain(state.Output),
            ["input"] = Plain(state.Input),
            ["bookmarks"] = new JsonArray(state.Bookmarks.Select(b => (JsonNode?)Describe(state, b)).ToArray()),
            ["incidents"] = new JsonArray(state.Incidents.Select(i => (JsonNode?)new JsonObject { ["activityId"] = i.ActivityId, ["activityType"] = i.ActivityType, ["message"] = i.Message }).ToArray()),
            ["activityExecutionContextsLeft"] = new JsonArray(state.Contexts.OrderBy(c => c.NodeId, StringComparer.Ordinal).Select(c => (JsonNode?)new JsonArray(c.NodeId, c.Status.ToString())).ToArray()),
            ["journal"] = new JsonArray(journal.Entries.Select(e => (JsonNode?)Describe(e)).ToArray()),
            ["activityExecutions"] = new JsonArray(journal.Executions.Select(e => (JsonNode?)Describe(e)).ToArray()),
        };
    }

    private static JsonObject Describe(InstanceState state, BookmarkState bookmark)
    {
        var nodeId = state.Contexts.First(c => c.Id == bookmark.ContextId).NodeId;
        return new JsonObject
        {
            ["name"] = bookmark.Name,
            ["hash"] = bookmark.Payload!.Contains("eventName", StringComparison.Ordinal) ? bookmark.Hash : null,
            ["payload"] = JsonNode.Parse(bookmark.Payload),
            ["activityId"] = nodeId[(nodeId.LastIndexOf(':') + 1)..],
            ["activityNodeId"] = nodeId,
            ["autoBurn"] = bookmark.AutoBurn,
            ["autoComplete"] = bookmark.AutoComplete,
            ["callbackMethodName"] = bookmark.Callback,
        };
    }

    private static JsonObject Describe(JournalEntry entry) => new()
    {
        ["sequence"] = entry.Sequence,
        ["activityId"] = entry.ActivityId,
        ["activityType"] = entry.ActivityType,
        ["eventName"] = entry.EventName,
        ["message"] = entry.Message,
    };

    private static JsonObject Describe(ActivityExecutionRecord execution) => new()
    {
        ["activityId"] = execution.ActivityId,
        ["activityType"] = execution.ActivityType,
        ["status"] = execution.Status.ToString(),
        ["hasBookmarks"] = execution.HasBookmarks,
        ["activityState"] = Parse(execution.ActivityState),
        ["outputs"] = Parse(execution.Outputs),
        ["payload"] = Parse(execution.Payload),
        ["exception"] = execution.Exception is { } e ? new JsonObject { ["message"] = e.Message } : null,
        ["aggregateFaultCount"] = execution.AggregateFaultCount,
    };

    private void CompareWith(JsonNode expected, JsonObject observed)
    {
        foreach (var (key, value) in expected.AsObject())
        {
            if (!observed.ContainsKey(key))
                continue;
            var (e, o) = (Normal(Comparable(key, value)), Normal(observed[key]));
            if (!RecordedComparison.Same(e, o))
                _differences.Add($"{key}:{Environment.NewLine}  expected {e?.ToJsonString()}{Environment.NewLine}  got      {o?.ToJsonString()}");
        }
    }

    /// <summary>The order of saved contexts is Elsa's own, and so are the type names in the payload of a fault.</summary>
    private static JsonNode? Comparable(string key, JsonNode? value)
    {
        var copy = value?.DeepClone();
        if (key == "activityExecutionContextsLeft")
            return new JsonArray(copy!.AsArray().OrderBy(row => row![0]!.GetValue<string>(), StringComparer.Ordinal).Select(row => row!.DeepClone()).ToArray<JsonNode?>());
        foreach (var row in key == "journal" ? copy!.AsArray() : [])
            row!.AsObject().Remove("payload");
        return copy;
    }

    /// <summary>Without nulls, ids, moments and what only Elsa's serializer writes.</summary>
    private static JsonNode? Normal(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                var kept = json.Where(pair => pair.Key is not ("_type" or "id" or "createdAt" or "activityInstanceId" or "stackTrace" or "innerException" or "type" or "resumeAt" or "hash"))
                    .Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, Normal(pair.Value))).Where(pair => pair.Value is not null).ToList();
                return kept.Count == 0 ? null : new JsonObject(kept);
            case JsonArray list:
                return new JsonArray(list.Select(Normal).ToArray());
            case JsonValue value when value.TryGetValue<string>(out var text):
                return JsonValue.Create(HexId().Replace(text, "<id>"));
            default:
                return node?.DeepClone();
        }
    }

    private static JsonNode? Plain(object? value) => JsonNode.Parse(ValueJson.WritePlain(value));

    private static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);

    private static JsonArray Texts(IEnumerable<string> texts) => new(texts.Select(text => (JsonNode?)JsonValue.Create(text)).ToArray());

    private static object? ReadValue(JsonNode? json) => json is null ? null : ValueJson.Deserialize(json.ToJsonString());

    [GeneratedRegex(@"\b(?=[0-9a-f]*[a-f])[0-9a-f]{16}\b")]
    private static partial Regex HexId();
}
