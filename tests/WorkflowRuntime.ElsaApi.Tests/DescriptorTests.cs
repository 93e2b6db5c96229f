using System.Net;
using System.Text.Json.Nodes;
using WorkflowRuntime.ElsaApi.Tests.Hosting;

namespace WorkflowRuntime.ElsaApi.Tests;

public sealed class DescriptorTests : IAsyncDisposable
{
    private readonly ElsaServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Palette_HasEveryTypeOnce_InTheShapeThatTheDesignerReads()
    {
        var answer = await _server.GetAsync("descriptors/activities?Refresh=True");
        var items = answer.Json["items"]!.AsArray();

        Assert.Equal(items.Count, items.Select(d => (d!["typeName"]!.GetValue<string>(), d["version"]!.GetValue<int>())).Distinct().Count());
        foreach (var type in new[] { "Elsa.Workflow", "Elsa.Flowchart", "Elsa.Sequence", "Elsa.NotFoundActivity", "Elsa.FlowDecision", "Elsa.Event", "Elsa.RunTask" })
            Assert.Contains(items, d => d!["typeName"]!.GetValue<string>() == type);
        Assert.All(items.SelectMany(d => d!["inputs"]!.AsArray()), input => Assert.NotNull(input!["uiHint"]));
        var decision = items.Single(d => d!["typeName"]!.GetValue<string>() == "Elsa.FlowDecision")!;
        Assert.Equal(["True", "False"], decision["ports"]!.AsArray().Select(p => p!["name"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.OK, (await _server.GetAsync("descriptors/activities/Elsa.Event?version=1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.GetAsync("descriptors/activities/None")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _server.PostAsync("descriptors/activities/Elsa.FlowJoin/options/Mode", new JsonObject { ["context"] = new JsonObject() })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.PostAsync("descriptors/activities/Elsa.FlowJoin/options/None")).Status);
    }

    [Fact]
    public async Task Palette_OffersADefinitionThatIsUsableAsAnActivity()
    {
        var definition = Flows.Short("inner");
        definition["options"] = new JsonObject { ["usableAsActivity"] = true };
        await _server.PublishAsync(definition);

        var descriptor = (await _server.GetAsync("descriptors/activities/FlowInner")).Json;

        Assert.Equal("WorkflowDefinitionActivity", descriptor["customProperties"]!["RootType"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("storage-drivers")]
    [InlineData("variables")]
    [InlineData("expression-descriptors")]
    [InlineData("workflow-activation-strategies")]
    [InlineData("incident-strategies")]
    [InlineData("log-persistence-strategies")]
    public async Task FixedLists_AreNotEmptyAndHaveNoTwins(string list)
    {
        var items = (await _server.GetAsync("descriptors/" + list)).Json["items"]!.AsArray();
        var names = items.Select(i => (i!["typeName"] ?? i["type"])!.GetValue<string>()).ToList();
        Assert.NotEmpty(names);
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Theory]
    [InlineData("commit-strategies/workflows")]
    [InlineData("commit-strategies/activities")]
    [InlineData("output-converters?sourceType=String&destinationType=Object")]
    public async Task ListsOfWhatTheEngineDoesNotHave_AreEmpty(string list) =>
        Assert.Equal(0, (await _server.GetAsync("descriptors/" + list)).Json["count"]!.GetValue<int>());

    [Fact]
    public async Task Features_TellWhatIsOn()
    {
        Assert.Equal(HttpStatusCode.OK, (await _server.GetAsync("features/installed/Elsa.RealTimeWorkflowUpdates")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.GetAsync("features/installed/Elsa.Resilience")).Status);
        Assert.NotEmpty((await _server.GetAsync("features/installed")).Json["items"]!.AsArray());
        Assert.Equal(0, (await _server.GetAsync("resilience/strategies?category=x")).Json["count"]!.GetValue<int>());
        Assert.Equal(0, (await _server.GetAsync("resilience/retries/x")).Json["totalCount"]!.GetValue<int>());
        Assert.Equal("3.8.2", (await _server.GetAsync("package/version")).Json["packageVersion"]!.GetValue<string>());
    }

    [Fact]
    public async Task ScriptTypes_NameTheVariables()
    {
        await _server.PublishAsync(Flows.Short("a"));
        var answer = await _server.PostAsync("scripting/javascript/type-definitions/a", JsonNode.Parse("""{"activityTypeName":"Elsa.FlowDecision","propertyName":"Condition"}"""));
        Assert.Equal("application/x-typescript", answer.ContentType);
        Assert.Contains("declare function getSeen(): string;", answer.Text, StringComparison.Ordinal);
        Assert.Contains("getVariable", (await _server.PostAsync("scripting/javascript/type-definitions/none")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TestTab_RunsNothing_AndSaysWhy()
    {
        var answer = (await _server.PostAsync("tests/activities", new JsonObject())).Json;

        Assert.Equal("Canceled", answer["status"]!.GetValue<string>());
        Assert.Contains("run the flow", answer["exception"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_AnswersWithTheFlagThatStudioReads()
    {
        Assert.True((await _server.PostAsync("identity/login", JsonNode.Parse("""{"username":"a","password":"right"}"""))).Json["isAuthenticated"]!.GetValue<bool>());
        Assert.False((await _server.PostAsync("identity/login", JsonNode.Parse("""{"username":"a","password":"wrong"}"""))).Json["isAuthenticated"]!.GetValue<bool>());
        Assert.False((await _server.PostAsync("identity/refresh-token")).Json["isAuthenticated"]!.GetValue<bool>());
    }

    [Fact]
    public async Task UnknownRoute_IsAProblemAndNoPage() => Assert.Single((await _server.GetAsync("no/such/route")).Problems);
}
