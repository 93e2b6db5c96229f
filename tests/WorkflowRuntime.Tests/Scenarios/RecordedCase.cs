using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution.State;
using WorkflowRuntime.Expressions;
using WorkflowRuntime.Flowcharts;
using WorkflowRuntime.Stores;
using WorkflowRuntime.Tests.Hosting;

namespace WorkflowRuntime.Tests.Scenarios;

/// <summary>Replays one recorded random case against the engine and compares every observation with what Elsa 3.8 showed.</summary>
internal sealed partial class RecordedCase(JsonObject recording) : IDisposable
{
    private readonly EngineHost _host = new(options =>
        options.DefaultFlowchartMode = recording["mode"]?.GetValue<string>() == "counter" ? FlowchartMode.CounterBased : FlowchartMode.TokenBased);
    private readonly HashSet<string> _ids = [];
    private string _main = "";

    public static async Task<List<string>> ReplayAsync(string file)
    {
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        using var recorded = new RecordedCase((JsonObject)JsonNode.Parse(text)!);
        return await recorded.ReplayAsync();
    }

    public async Task<List<string>> ReplayAsync()
    {
        var differences = new List<string>();
        foreach (var definition in Definitions)
            await _host.PublishAsync(definition);
        var mainId = Definitions[^1]["definitionId"]!.GetValue<string>();
        var started = await _host.StartAsync(mainId, ReadObject(recording["input"]));
        _main = started.InstanceId;
        _ids.Add(_main);
        var recorded = recording["recorded"]!;
        var journal = new JsonArray();
        Compare("start", Expected(recorded["start"]!, ref journal), await ObserveAsync(), differences);
        foreach (var step in recorded["steps"]!.AsArray())
        {
            var place = $"{step!["do"]} {step["activity"]}";
            if (!await ResumeAsync(step))
            {
                differences.Add($"{place}: nothing waits at {step["activity"]}");
                return differences;
            }

            Compare(place, Expected(step["after"]!, ref journal), await ObserveAsync(), differences);
        }

        return differences;
    }

    public void Dispose() => _host.Dispose();

    private List<JsonNode> Definitions => recording["definitions"]!.AsArray().Select(d => d!).ToList();

    private List<string> ChildDefinitionIds => Definitions.SkipLast(1).Select(d => d["definitionId"]!.GetValue<string>()).ToList();

    /// <summary>A recorded observation holds only the journal rows that the step added.</summary>
    private static JsonObject Expected(JsonNode observation, ref JsonArray journal)
    {
        var copy = (JsonObject)observation.DeepClone();
        var whole = copy["journalFromStart"] is null ? (JsonArray)journal.DeepClone() : [];
        foreach (var row in copy["journal"]!.AsArray())
            whole.Add(row!.DeepClone());
        copy["journal"] = whole;
        journal = whole;
        return copy;
    }

    private static void Compare(string place, JsonObject expected, JsonObject observed, List<string> differences)
    {
        foreach (var difference in RecordedComparison.Differences(expected, observed))
            differences.Add($"{place}: {difference}");
    }

    private async Task<bool> ResumeAsync(JsonNode step)
    {
        var instanceId = step["inst"]!.GetValue<int>() is 0 ? _main : (await ChildrenAsync())[step["inst"]!.GetValue<int>() - 1].Id;
        var kind = step["do"]!.GetValue<string>();
        var state = await _host.StateAsync(instanceId);
        var activityId = step["activity"]!.GetValue<string>();
        var waiting = state.Bookmarks
            .Select(bookmark => (bookmark, payload: bookmark.Payload is null ? null : JsonNode.Parse(bookmark.Payload) as JsonObject))
            .Where(x => ActivityIdOf(state, x.bookmark) == activityId && x.payload?.ContainsKey(kind == "task" ? "taskId" : "eventName") == true)
            .OrderBy(x => x.bookmark.CreatedAt)
            .ElementAtOrDefault(step["nth"]!.GetValue<int>());
        if (waiting.payload is null)
            return false;
        var value = step["value"];
        if (kind == "task")
        {
            var taskId = waiting.payload["taskId"]!.GetValue<string>();
            _ids.Add(taskId);
            await _host.SendAsync(TaskStimuli.Of(taskId, ReadValue(value)));
        }
        else
        {
            var payload = value is null or JsonObject ? value : new JsonObject { ["value"] = value.DeepClone() };
            await _host.SendAsync(EventStimuli.Of(waiting.payload["eventName"]!.GetValue<string>(), ReadValue(payload), instanceId: instanceId));
        }

        return true;
    }

    private async Task<JsonObject> ObserveAsync()
    {
        var row = await _host.InstanceAsync(_main);
        var state = InstanceStateJson.Read(row.State);
        var journal = await _host.JournalAsync(_main);
        foreach (var bookmark in state.Bookmarks)
        {
            if (bookmark.Payload is { } payload && JsonNode.Parse(payload) is JsonObject json && json["taskId"] is { } taskId)
                _ids.Add(taskId.GetValue<string>());
        }

        var observed = new JsonObject
        {
            ["status"] = row.Status.ToString(),
            ["subStatus"] = row.SubStatus.ToString(),
            ["correlationId"] = Normal(row.CorrelationId is { Length: > 0 } c ? JsonValue.Create(c) : null),
            ["name"] = Normal(row.Name is { Length: > 0 } n ? JsonValue.Create(n) : null),
            ["variables"] = await ObserveVariablesAsync(row, state),
            ["output"] = ToJson(state.Output),
            ["bookmarks"] = Rows(state.Bookmarks.Select(b => new[] { ActivityIdOf(state, b), b.Name }).OrderBy(r => r[0], StringComparer.Ordinal).ThenBy(r => r[1], StringComparer.Ordinal)),
            ["incidents"] = Rows(state.Incidents.Select(i => new[] { i.ActivityId, ClassOf(i.ActivityType, i.Message) })),
            ["journal"] = Rows(journal.Entries.Select(e => new[] { e.ActivityId, e.EventName })),
            ["executions"] = Executions(journal),
        };
        if (ChildDefinitionIds.Count > 0)
            observed["children"] = await ObserveChildrenAsync();
        return observed;
    }

    private async Task<JsonObject> ObserveVariablesAsync(WorkflowInstanceRow row, InstanceState state)
    {
        var graph = await _host.ReadAsync(async (store, ct) =>
            await ((WorkflowGraphs)_host.Services.GetService(typeof(WorkflowGraphs))!).FindAsync(row.DefinitionVersionId, store, cancellationToken: ct));
        var variables = new JsonObject();
        foreach (var variable in InstanceVariables.Read(graph!, state))
        {
            var name = variable.Name;
            for (var k = 2; variables.ContainsKey(name); k++)
                name = $"{variable.Name}#{k}";
            variables[name] = ToJson(variable.Value);
        }

        return variables;
    }

    private async Task<JsonArray> ObserveChildrenAsync()
    {
        var rows = new JsonArray();
        foreach (var child in await ChildrenAsync())
        {
            var row = await _host.InstanceAsync(child.Id);
            rows.Add(new JsonArray(child.DefinitionId, row.Status.ToString(), row.SubStatus.ToString(), ToJson(InstanceStateJson.Read(row.State).Output)));
        }

        return rows;
    }

    private async Task<IReadOnlyList<InstanceSummary>> ChildrenAsync()
    {
        var all = new List<InstanceSummary>();
        foreach (var definitionId in ChildDefinitionIds)
        {
            var page = await _host.ReadAsync(async (store, ct) => await store.ListInstancesAsync(new InstanceFilter { DefinitionIds = [definitionId] }, ct));
            all.AddRange(page.Items);
        }

        all.ForEach(child => _ids.Add(child.Id));
        return all;
    }

    private static string ActivityIdOf(InstanceState state, BookmarkState bookmark)
    {
        var nodeId = state.Contexts.First(context => context.Id == bookmark.ContextId).NodeId;
        return nodeId[(nodeId.LastIndexOf(':') + 1)..];
    }

    private static JsonArray Executions(Journal.WorkflowJournal journal)
    {
        var rows = journal.Executions.Select(execution =>
        {
            var row = new JsonArray(execution.ActivityId, execution.Status.ToString());
            if (execution.Payload is { } payload && JsonNode.Parse(payload)!["Outcomes"] is JsonArray { Count: > 0 } outcomes)
                row.Add(outcomes.DeepClone());
            return row;
        });
        return new JsonArray(rows.OrderBy(row => row[0]!.ToString(), StringComparer.Ordinal).ThenBy(row => row[1]!.ToString(), StringComparer.Ordinal)
            .ThenBy(row => row.Count > 2 ? row[2]!.ToJsonString() : "", StringComparer.Ordinal).ToArray<JsonNode?>());
    }

    private static JsonArray Rows(IEnumerable<string[]> rows) => new(rows.Select(row => (JsonNode?)new JsonArray(row.Select(text => (JsonNode?)JsonValue.Create(text)).ToArray())).ToArray());

    private static string ClassOf(string type, string message)
    {
        if (type == "Elsa.Fault")
            return "fault";
        if (message.Contains("activity input", StringComparison.Ordinal))
            return "input";
        if (message.Contains("ariable", StringComparison.Ordinal) && message.Contains("not found", StringComparison.Ordinal))
            return "variable";
        return message.Contains("published version", StringComparison.Ordinal) ? "definition" : "other";
    }

    private JsonNode? ToJson(object? value) => Normal(JsonNode.Parse(ValueJson.WritePlain(value)));

    /// <summary>Ids inside values read &lt;id&gt;, as in the recordings.</summary>
    private JsonNode? Normal(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                return new JsonObject(json.Select(pair => new KeyValuePair<string, JsonNode?>(Text(pair.Key), Normal(pair.Value))));
            case JsonArray list:
                return new JsonArray(list.Select(Normal).ToArray());
            case JsonValue value when value.TryGetValue<string>(out var text):
                return JsonValue.Create(Text(text));
            default:
                return node?.DeepClone();
        }

        string Text(string text) => HexId().Replace(_ids.Aggregate(text, (t, id) => t.Replace(id, "<id>", StringComparison.Ordinal)), "<id>");
    }

    private static Dictionary<string, object?> ReadObject(JsonNode? json) =>
        json is JsonObject values ? values.ToDictionary(pair => pair.Key, pair => ReadValue(pair.Value)) : [];

    private static object? ReadValue(JsonNode? json) => json is null ? null : ValueJson.Deserialize(json.ToJsonString());

    [GeneratedRegex(@"\b(?=[0-9a-f]*[a-f])(?:[0-9a-f]{16}|[0-9a-f]{32})\b|\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b")]
    private static partial Regex HexId();
}
