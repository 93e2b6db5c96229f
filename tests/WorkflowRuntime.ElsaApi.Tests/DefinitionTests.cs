using System.Net;
using System.Text.Json.Nodes;
using WorkflowRuntime.ElsaApi.Tests.Hosting;

namespace WorkflowRuntime.ElsaApi.Tests;

public sealed class DefinitionTests : IAsyncDisposable
{
    private readonly ElsaServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Studio shows the first entry of a list where it does not find the stored name in it.</summary>
    [Fact]
    public async Task Names_OfStrategiesTypesAndDrivers_AreSpelledAsTheirListsHaveThem()
    {
        var flow = Flows.Short("a");
        flow["options"] = new JsonObject { ["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core", ["activationStrategyType"] = "SingletonStrategy" };
        flow["variables"] = new JsonArray(new JsonObject { ["id"] = "v", ["name"] = "V", ["typeName"] = "Int64", ["storageDriverTypeName"] = "MemoryStorageDriver" });
        flow["inputs"] = new JsonArray(new JsonObject { ["name"] = "I", ["type"] = "Int64" });

        var model = await _server.PublishAsync(flow);

        await ListedAsync("incident-strategies", model["options"]!["incidentStrategyType"], "Fault");
        await ListedAsync("workflow-activation-strategies", model["options"]!["activationStrategyType"], "Singleton");
        await ListedAsync("variables", model["variables"]![0]!["typeName"], "Long");
        await ListedAsync("variables", model["inputs"]![0]!["type"], "Long");
        await ListedAsync("storage-drivers", model["variables"]![0]!["storageDriverTypeName"], "Memory");
    }

    private async Task ListedAsync(string list, JsonNode? typeName, string displayName)
    {
        var item = (await _server.GetAsync("descriptors/" + list)).Json["items"]!.AsArray().Single(i => i!["typeName"]!.GetValue<string>() == typeName!.GetValue<string>());
        Assert.Equal(displayName, item!["displayName"]!.GetValue<string>());
    }

    [Fact]
    public async Task Create_WithoutIds_MakesADraftThatTheEditorCanOpen()
    {
        var answer = await _server.PostAsync("workflow-definitions", JsonNode.Parse("""{"model":{"definitionId":null,"name":" New ","version":1,"root":{"id":"r","type":"Elsa.Flowchart","version":1}},"publish":null}"""));

        var model = answer.Json["workflowDefinition"]!;
        Assert.Equal("New", model["name"]!.GetValue<string>());
        Assert.False(model["isPublished"]!.GetValue<bool>());
        Assert.Equal("Workflow1:r", model["root"]!["nodeId"]!.GetValue<string>());
        Assert.Contains(model["links"]!.AsArray(), link => link!["rel"]!.GetValue<string>() == "publish");
        foreach (var list in new[] { "variables", "inputs", "outputs", "outcomes" })
            Assert.IsType<JsonArray>(model[list]);
        Assert.IsType<JsonArray>(model["root"]!["connections"]);
        Assert.IsType<JsonObject>(model["options"]);
    }

    [Fact]
    public async Task Save_OnTopOfAPublishedVersion_MakesADraftAndLeavesThePublishedInForce()
    {
        var published = await _server.PublishAsync(Flows.Short("a"));
        published["name"] = "Changed";

        var answer = await _server.PostAsync("workflow-definitions", new JsonObject { ["model"] = published.DeepClone(), ["publish"] = false });

        Assert.Equal(2, answer.Json["workflowDefinition"]!["version"]!.GetValue<int>());
        Assert.Equal([(2, true, false), (1, false, true)], await VersionsAsync("a"));
    }

    [Fact]
    public async Task Get_ByEveryRoute_GivesTheVersionThatIsAskedFor()
    {
        var first = await _server.PublishAsync(Flows.Short("a"));
        await _server.PublishAsync(Flows.Short("a"));

        Assert.Equal(1, (await _server.GetAsync($"workflow-definitions/by-id/{first["id"]}")).Json["version"]!.GetValue<int>());
        Assert.Equal(2, (await _server.GetAsync("workflow-definitions/by-definition-id/a?versionOptions=Latest")).Json["version"]!.GetValue<int>());
        Assert.Equal(1, (await _server.GetAsync("workflow-definitions/a?versionOptions=1")).Json["version"]!.GetValue<int>());
        Assert.Equal(1, (await _server.GetAsync($"workflow-definitions/many-by-id?ids={first["id"]}&ids=none")).Json["count"]!.GetValue<int>());
        Assert.Equal(2, (await _server.GetAsync("workflow-definitions/a/versions")).Json["count"]!.GetValue<int>());
        Assert.Equal(1, (await _server.GetAsync("workflow-definitions/query/count")).Json["count"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NotFound, (await _server.GetAsync("workflow-definitions/by-id/none")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.GetAsync("workflow-definitions/by-definition-id/none")).Status);
        Assert.NotEmpty((await _server.GetAsync("workflow-definitions/a?versionOptions=Sometimes")).Problems);
    }

    [Fact]
    public async Task List_SearchesSortsAndPages()
    {
        foreach (var id in new[] { "b", "a", "c" })
            await _server.PublishAsync(Flows.Short(id));

        Assert.Equal(["a", "b", "c"], await ListAsync("versionOptions=Latest"));
        Assert.Equal(["c", "b"], await ListAsync("VersionOptions=Latest&Page=0&PageSize=2&OrderBy=Name&OrderDirection=Descending"));
        Assert.Equal(["c"], await ListAsync("versionOptions=Latest&page=1&pageSize=2"));
        Assert.Equal(["b"], await ListAsync("versionOptions=Latest&SearchTerm=FLOW%20B"));
        Assert.Equal(["a", "c"], await ListAsync("versionOptions=&DefinitionIds=a&DefinitionIds=c&IsSystem=False"));
        var list = await _server.GetAsync("workflow-definitions?versionOptions=Published&pageSize=1");
        Assert.Equal(3, list.Json["totalCount"]!.GetValue<int>());
        Assert.Contains(list.Json["links"]!.AsArray(), link => link!["rel"]!.GetValue<string>() == "bulk-publish");
    }

    [Fact]
    public async Task PublishAndRetract_AnswerAsStudioReadsThem()
    {
        await _server.PostAsync("workflow-definitions", new JsonObject { ["model"] = Flows.Short("a") });

        Assert.False((await _server.PostAsync("workflow-definitions/a/publish")).Json["alreadyPublished"]!.GetValue<bool>());
        Assert.True((await _server.PostAsync("workflow-definitions/a/publish")).Json["alreadyPublished"]!.GetValue<bool>());
        Assert.False((await _server.PostAsync("workflow-definitions/a/retract")).Json["isPublished"]!.GetValue<bool>());
        Assert.NotEmpty((await _server.PostAsync("workflow-definitions/a/retract")).Problems);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.PostAsync("workflow-definitions/none/publish")).Status);
    }

    [Fact]
    public async Task BulkActions_SayWhatBecameOfEach()
    {
        await _server.PublishAsync(Flows.Short("a"));
        await _server.PostAsync("workflow-definitions", new JsonObject { ["model"] = Flows.Short("b") });
        var ids = new JsonObject { ["definitionIds"] = new JsonArray("a", "b", "none") };

        var published = (await _server.PostAsync("bulk-actions/publish/workflow-definitions/by-definition-ids", ids)).Json;
        Assert.Equal(("b", "a", "none"), (Only(published["published"]), Only(published["alreadyPublished"]), Only(published["notFound"])));
        Assert.Empty(published["updatedConsumers"]!.AsArray());
        var retracted = (await _server.PostAsync("bulk-actions/retract/workflow-definitions/by-definition-ids", ids)).Json;
        Assert.Equal(2, retracted["retracted"]!.AsArray().Count);
        Assert.Equal(2, (await _server.PostAsync("bulk-actions/delete/workflow-definitions/by-definition-id", ids)).Json["deleted"]!.GetValue<int>());
    }

    [Fact]
    public async Task RevertAndDelete_WorkOnVersions()
    {
        var first = await _server.PublishAsync(Flows.Short("a"));
        await _server.PublishAsync(Flows.Short("a"));

        Assert.Equal(HttpStatusCode.Created, (await _server.PostAsync("workflow-definitions/a/revert/1")).Status);
        Assert.Equal(3, (await VersionsAsync("a"))[0].Version);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.PostAsync("workflow-definitions/a/revert/9")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await _server.DeleteAsync($"workflow-definition-versions/{first["id"]}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.DeleteAsync($"workflow-definition-versions/{first["id"]}")).Status);
        var rest = new JsonObject { ["ids"] = new JsonArray((await _server.GetAsync("workflow-definitions/a?versionOptions=3")).Json["id"]!.GetValue<string>()) };
        Assert.Equal(1, (await _server.PostAsync("bulk-actions/delete/workflow-definitions/by-id", rest)).Json["deleted"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NoContent, (await _server.DeleteAsync("workflow-definitions/a")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.DeleteAsync("workflow-definitions/a")).Status);
    }

    [Fact]
    public async Task Names_AreToldWhetherTheyAreFree()
    {
        await _server.PublishAsync(Flows.Short("a"));

        Assert.False((await _server.GetAsync("workflow-definitions/validation/is-name-unique?name=flow%20a")).Json["isUnique"]!.GetValue<bool>());
        Assert.True((await _server.GetAsync("workflow-definitions/validation/is-name-unique?name=flow%20a&definitionId=a")).Json["isUnique"]!.GetValue<bool>());
        Assert.True((await _server.GetAsync("workflow-definitions/validation/is-name-unique?name=other")).Json["isUnique"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Save_OverAVersionThatAnotherEditorSaved_IsRefusedAndOverwritesNothing()
    {
        var opened = await _server.PublishAsync(Flows.Short("a"));
        var mine = (JsonObject)opened.DeepClone();
        mine["name"] = "Mine";
        await _server.PostAsync("workflow-definitions", new JsonObject { ["model"] = mine.DeepClone() }, editor: "first");
        var theirs = (JsonObject)opened.DeepClone();
        theirs["name"] = "Theirs";

        var refused = await _server.PostAsync("workflow-definitions", new JsonObject { ["model"] = theirs }, editor: "second");
        var again = await _server.PostAsync("workflow-definitions", new JsonObject { ["model"] = mine }, editor: "first");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Single(refused.Problems);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal("Mine", (await _server.GetAsync("workflow-definitions/a")).Json["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Save_WithAnUnknownActivity_ShowsAPlaceholderAndKeepsTheOriginal()
    {
        var definition = Flows.Definition("a", [Flows.Step("x", "Some.Other", ("secret", 7))]);
        var shown = await _server.PublishAsync(definition);
        var placeholder = shown["root"]!["activities"]![0]!;
        Assert.Equal("Elsa.NotFoundActivity", placeholder["type"]!.GetValue<string>());

        placeholder["metadata"] = new JsonObject { ["displayText"] = "Moved" };
        await _server.PostAsync("workflow-definitions", new JsonObject { ["model"] = shown.DeepClone() });

        var file = (await _server.GetAsync("workflow-definitions/a/export")).Json["root"]!["activities"]![0]!;
        Assert.Equal(("Some.Other", 7, "Moved"), (file["type"]!.GetValue<string>(), file["secret"]!.GetValue<int>(), file["metadata"]!["displayText"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Subgraph_UnfoldsAWorkflowThatIsUsedAsAnActivity()
    {
        var inner = Flows.Short("inner");
        inner["options"] = new JsonObject { ["usableAsActivity"] = true };
        await _server.PublishAsync(inner);
        var outer = await _server.PublishAsync(Flows.Definition("outer", [Flows.Step("use", "FlowInner", ("workflowDefinitionId", "inner"))]));
        var nodeId = outer["root"]!["activities"]![0]!["nodeId"]!.GetValue<string>();

        var graph = (await _server.GetAsync($"workflow-definitions/subgraph/{outer["id"]}?parentNodeId={nodeId}")).Json;
        Assert.Equal("Elsa.Workflow", graph["activity"]!["root"]!["type"]!.GetValue<string>());
        var startId = graph["activity"]!["root"]!["root"]!["activities"]![0]!["nodeId"]!.GetValue<string>();
        var segments = (await _server.GetAsync($"workflow-definitions/subgraph/segments/{outer["id"]}?childNodeId={startId}")).Json;
        Assert.Equal("start", segments["childNode"]!["activity"]!["id"]!.GetValue<string>());
        Assert.Equal("use", segments["pathSegments"]![0]!["activityId"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await _server.GetAsync($"workflow-definitions/subgraph/segments/{outer["id"]}?childNodeId=none")).Status);
        Assert.Equal("outer", Only((await _server.GetAsync("workflow-definitions/inner/consumers")).Json["consumingWorkflowDefinitionIds"]));
        Assert.Empty((await _server.PostAsync("workflow-definitions/inner/update-references")).Json["affectedWorkflows"]!.AsArray());
    }

    [Fact]
    public async Task UpdateReferences_LetsTheUsersOfAWorkflowUseItsNewestVersion_WhereItSaysSo()
    {
        var inner = Flows.Short("inner");
        inner["options"] = new JsonObject { ["usableAsActivity"] = true, ["autoUpdateConsumingWorkflows"] = true };
        await _server.PublishAsync(inner);
        await _server.PublishAsync(Flows.Definition("outer", [Flows.Step("use", "FlowInner", ("workflowDefinitionId", "inner"))]));

        var answer = await _server.PostAsync("workflow-definitions/inner/update-references");

        Assert.Equal("outer", Only(answer.Json["affectedWorkflows"]));
        Assert.Equal([(2, true, true), (1, false, false)], await VersionsAsync("outer"));
    }

    private async Task<IReadOnlyList<(int Version, bool IsLatest, bool IsPublished)>> VersionsAsync(string id) =>
        [.. (await _server.GetAsync($"workflow-definitions/{id}/versions")).Json["items"]!.AsArray().Select(v => (v!["version"]!.GetValue<int>(), v["isLatest"]!.GetValue<bool>(), v["isPublished"]!.GetValue<bool>()))];

    private async Task<IReadOnlyList<string>> ListAsync(string query) =>
        [.. (await _server.GetAsync("workflow-definitions?" + query)).Json["items"]!.AsArray().Select(v => v!["definitionId"]!.GetValue<string>())];

    private static string Only(JsonNode? list) => Assert.Single(list!.AsArray())!.GetValue<string>();
}
