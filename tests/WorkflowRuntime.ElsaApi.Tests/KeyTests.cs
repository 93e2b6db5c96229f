using System.Text.Json.Nodes;
using WorkflowRuntime.ElsaApi.Tests.Hosting;

namespace WorkflowRuntime.ElsaApi.Tests;

/// <summary>
/// Every key that Elsa's own server was seen to answer its designer stands in our answer too. elsa-keys.json holds the names alone and ends
/// where an author's own data begin (a flow, a variable, an input); the keys of HTTP activities, which are not offered here, are left out.
/// </summary>
public sealed class KeyTests : IAsyncDisposable
{
    private readonly ElsaServer _server = new();
    private readonly Dictionary<string, HashSet<string>> _seen = [];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task EveryKeyThatElsaAnswers_IsAnsweredHereToo()
    {
        await AskForDefinitionsAsync();
        await AskForDescriptorsAsync();
        var waiting = await _server.StartAsync("asking", new JsonObject { ["Given"] = "yes" });
        await AskForInstanceAsync(waiting);
        await _server.PostAsync($"tasks/{await TaskOfAsync(waiting)}/complete", new JsonObject { ["result"] = "done" });
        await AskForInstanceAsync(waiting);
        await AskForInstanceAsync(await _server.StartAsync("failing"));
        Keep("POST /workflow-instances", await _server.PostAsync("workflow-instances", new JsonObject()));
        Keep("POST /workflow-definitions/{id}/execute", await _server.PostAsync("workflow-definitions/short/execute", new JsonObject()));

        var elsa = JsonNode.Parse(await File.ReadAllTextAsync("elsa-keys.json", TestContext.Current.CancellationToken))!.AsObject();
        Assert.Equal(elsa.Select(route => route.Key), _seen.Keys.Order(StringComparer.Ordinal));
        var missing = elsa.SelectMany(route => route.Value!.AsArray().Select(key => key!.GetValue<string>()).Where(key => !_seen[route.Key].Contains(key)).Select(key => $"{route.Key}: {key}"));
        Assert.Equal("", string.Join('\n', missing));
    }

    private async Task AskForDefinitionsAsync()
    {
        var asking = Flows.Asking("asking");
        asking["toolVersion"] = "3.8.2.0";
        asking["inputs"] = new JsonArray(new JsonObject { ["type"] = "String", ["name"] = "Given", ["displayName"] = "Given", ["description"] = "What is given", ["category"] = "Primitives", ["uiHint"] = "singleline" });
        Keep("POST /workflow-definitions", await _server.PostAsync("workflow-definitions", new JsonObject { ["model"] = asking, ["publish"] = true }));
        await _server.PublishAsync(Flows.Deciding("failing", "throw new Error('no')"));
        await _server.PublishAsync(Flows.Short("short"));
        Keep("GET /workflow-definitions", await _server.GetAsync("workflow-definitions?versionOptions=Latest&Page=0&PageSize=10"));
        Keep("GET /workflow-definitions/validation/is-name-unique", await _server.GetAsync("workflow-definitions/validation/is-name-unique?name=New"));
        var model = await _server.GetAsync("workflow-definitions/by-definition-id/asking?versionOptions=Latest");
        Keep("GET /workflow-definitions/by-definition-id/{id}", model);
        Keep("GET /workflow-definitions/by-id/{id}", await _server.GetAsync("workflow-definitions/by-id/" + model.Json["id"]!.GetValue<string>()));
    }

    private async Task AskForDescriptorsAsync()
    {
        foreach (var path in new[]
        {
            "descriptors/activities", "descriptors/expression-descriptors", "descriptors/workflow-activation-strategies", "descriptors/log-persistence-strategies",
            "descriptors/incident-strategies", "descriptors/commit-strategies/workflows", "descriptors/storage-drivers", "descriptors/variables", "features/installed",
        })
        {
            Keep("GET /" + path, await _server.GetAsync(path));
        }
    }

    private async Task AskForInstanceAsync(string id)
    {
        Keep("GET /workflow-instances/{id}", await _server.GetAsync("workflow-instances/" + id));
        Keep("GET /workflow-instances/{id}/variables", await _server.GetAsync($"workflow-instances/{id}/variables"));
        Keep("POST /workflow-instances/{id}/journal", await _server.PostAsync($"workflow-instances/{id}/journal?skip=0&take=100", new JsonObject()));
        Keep("POST /activity-executions/report", await _server.PostAsync("activity-executions/report", new JsonObject { ["workflowInstanceId"] = id }));
        Keep("GET /activity-execution-summaries/list", await _server.GetAsync("activity-execution-summaries/list?WorkflowInstanceId=" + id));
        var executions = await _server.GetAsync("activity-executions/list?WorkflowInstanceId=" + id);
        Keep("GET /activity-executions/list", executions);
        foreach (var execution in executions.Json["items"]!.AsArray())
            Keep("GET /activity-executions/by-id", await _server.GetAsync("activity-executions/by-id?id=" + execution!["id"]!.GetValue<string>()));
    }

    private async Task<string> TaskOfAsync(string id) =>
        (await _server.GetAsync("workflow-instances/" + id)).Json["workflowState"]!["bookmarks"]![0]!["payload"]!["taskId"]!.GetValue<string>();

    private void Keep(string route, Answer answer)
    {
        if (!_seen.TryGetValue(route, out var keys))
            _seen[route] = keys = [];
        AddKeys(answer.Json, "", keys);
    }

    private static void AddKeys(JsonNode? node, string path, HashSet<string> keys)
    {
        foreach (var (name, value) in node as JsonObject ?? [])
        {
            var key = path.Length == 0 ? name : $"{path}.{name}";
            keys.Add(key);
            AddKeys(value, key, keys);
        }

        foreach (var item in node as JsonArray ?? [])
            AddKeys(item, path + "[]", keys);
    }
}
