using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Tests.Hosting;

namespace WorkflowRuntime.Tests.Definitions;

/// <summary>autoUpdateConsumingWorkflows: who uses a workflow as an activity follows its publications (semantics reference, part 2, 11).</summary>
public sealed class ConsumingWorkflowTests : IDisposable
{
    private readonly EngineHost _host;
    private readonly HostRule _rule = new();

    public ConsumingWorkflowTests() => _host = new EngineHost(addServices: services => services.AddSingleton<IPublishCheck>(_rule));

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Publishing_LetsAPublishedConsumerUseTheNewVersion_AndPublishesIt()
    {
        await PublishInnerAsync("old");
        await PublishAsync("outer", "inner");

        var result = await PublishInnerAsync("new");

        Assert.Equal("outer", Assert.Single(result.UpdatedConsumers).DefinitionId);
        Assert.Equal("(2 L P)(1)", await VersionsAsync("outer"));
        var started = await _host.StartAsync("outer");
        Assert.Equal("Workflow2 use new", await _host.StartedAsync(started.InstanceId));
    }

    [Fact]
    public async Task Publishing_KeepsADraftConsumerADraft_AndItsPublishedVersionAsItWas()
    {
        await PublishInnerAsync("old");
        await PublishAsync("outer", "inner");
        await PublishAsync("outer", "inner", publish: false);

        await PublishInnerAsync("new");

        Assert.Equal("(2 L)(1 P)", await VersionsAsync("outer"));
        var started = await _host.StartAsync("outer");
        Assert.Equal("Workflow2 use old", await _host.StartedAsync(started.InstanceId));
        await _host.PublisherAsync(async (publisher, ct) => await publisher.PublishAsync("outer", ct));
        Assert.Equal("Workflow2 use new", await _host.StartedAsync((await _host.StartAsync("outer")).InstanceId));
    }

    [Fact]
    public async Task Publishing_ReachesConsumersOfConsumers_EachOnce()
    {
        await PublishInnerAsync("old");
        await PublishAsync("middle", "inner", usable: true);
        var both = Flow.ChartRoot("flow1", "st>a a>b");
        ((JsonArray)both["activities"]!)[1] = await UseAsync("inner", "a");
        ((JsonArray)both["activities"]!)[2] = await UseAsync("middle", "b");
        await _host.PublishAsync(Flow.Definition(both, "outer"));

        var result = await PublishInnerAsync("new");

        Assert.Equal(["middle", "outer"], result.UpdatedConsumers.Select(c => c.DefinitionId));
        Assert.Equal(("(2 L P)(1)", "(2 L P)(1)"), (await VersionsAsync("middle"), await VersionsAsync("outer")));
        Assert.DoesNotContain("old", await _host.StartedAsync((await _host.StartAsync("outer")).InstanceId), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Publishing_WithoutTheOption_ChangesNobody(bool usable, bool updates)
    {
        await PublishInnerAsync("old", usable, updates);
        await PublishAsync("outer", "inner");

        Assert.Empty((await PublishInnerAsync("new", usable, updates)).UpdatedConsumers);

        Assert.Equal("(1 L P)", await VersionsAsync("outer"));
    }

    [Fact]
    public async Task WorkflowsThatUseEachOther_AreUpdatedOnce()
    {
        await PublishInnerAsync("old");
        await PublishAsync("outer", "inner", usable: true);
        await PublishAsync("inner", "outer", usable: true, updates: true);

        Assert.Equal("(2 L P)(1)", await VersionsAsync("outer"));
    }

    [Fact]
    public async Task RunningInstances_StayOnTheVersionTheyBeganWith()
    {
        await _host.PublishAsync(Inner(Flow.Sequence("s", Flow.Node("t: Task"), Flow.Node("old: WriteLine")), usable: true, updates: true));
        await PublishAsync("outer", "inner");
        var running = await _host.StartAsync("outer");

        await PublishInnerAsync("new");
        await _host.ResumeAsync(running.CreatedBookmarks[0].Id);

        Assert.Equal("Workflow2 use s t old", await _host.StartedAsync(running.InstanceId));
    }

    [Fact]
    public async Task AConsumerThatMayNoLongerBePublished_BecomesADraft_AndItsPublishedVersionStaysInForce()
    {
        await PublishInnerAsync("old");
        await PublishAsync("outer", "inner");
        await PublishAsync("another", "inner");
        _rule.Refuses = "outer";

        var result = await PublishInnerAsync("new");

        Assert.True(result.Succeeded);
        Assert.Equal(["another", "outer"], result.UpdatedConsumers.Select(c => c.DefinitionId).Order());
        Assert.False(result.UpdatedConsumers.Single(c => c.DefinitionId == "outer").IsPublished);
        Assert.Equal(("(2 L)(1 P)", "(2 L P)(1)"), (await VersionsAsync("outer"), await VersionsAsync("another")));
        Assert.Equal("Workflow2 use old", await _host.StartedAsync((await _host.StartAsync("outer")).InstanceId));
        _rule.Refuses = "";
        await _host.PublisherAsync(async (publisher, ct) => await publisher.PublishAsync("outer", ct));
        Assert.Equal("Workflow2 use new", await _host.StartedAsync((await _host.StartAsync("outer")).InstanceId));
    }

    private Task<PublishResult> PublishInnerAsync(string says, bool usable = true, bool updates = true) => _host.PublishAsync(Inner(Flow.Node($"{says}: WriteLine"), usable, updates));

    private static JsonObject Inner(JsonObject root, bool usable, bool updates) =>
        Flow.Definition(root, "inner", options: new JsonObject { ["usableAsActivity"] = usable, ["autoUpdateConsumingWorkflows"] = updates });

    private async Task PublishAsync(string id, string uses, bool publish = true, bool usable = false, bool updates = false)
    {
        var root = Flow.ChartRoot("flow1", "use");
        ((JsonArray)root["activities"]!)[0] = await UseAsync(uses, "use");
        var options = new JsonObject { ["usableAsActivity"] = usable, ["autoUpdateConsumingWorkflows"] = updates };
        var result = await _host.PublishAsync(Flow.Definition(root, id, options: options).ToJsonString(), publish);
        Assert.True(result.Succeeded);
    }

    /// <summary>The activity as the designer writes it: bound to the version that was published when it was dropped.</summary>
    private async Task<JsonObject> UseAsync(string definitionId, string id)
    {
        var version = await _host.ReadAsync(async (store, ct) => await store.FindVersionAsync(definitionId, VersionOptions.Published, ct));
        return new JsonObject
        {
            ["id"] = id,
            ["type"] = DefinitionActivities.TypeNameOf(definitionId),
            ["version"] = version!.Version,
            ["workflowDefinitionId"] = definitionId,
            ["workflowDefinitionVersionId"] = version.Id,
        };
    }

    private async Task<string> VersionsAsync(string id) => string.Concat(
        (await _host.ReadAsync(async (store, ct) => await store.ListVersionsAsync(id, ct))).Select(v => $"({v.Version}{(v.IsLatest ? " L" : "")}{(v.IsPublished ? " P" : "")})"));

    /// <summary>A rule of the host that came into force after the workflow was published.</summary>
    private sealed class HostRule : IPublishCheck
    {
        public string Refuses { get; set; } = "";

        public ValueTask<IReadOnlyList<PublishFinding>> CheckAsync(WorkflowDefinition definition, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<PublishFinding>>(definition.DefinitionId == Refuses ? [new PublishFinding(null, "Not allowed any more.")] : []);
    }
}
