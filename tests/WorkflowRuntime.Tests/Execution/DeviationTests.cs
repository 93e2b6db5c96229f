using System.Text.Json.Nodes;
using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Stores;
using WorkflowRuntime.Tests.Hosting;

namespace WorkflowRuntime.Tests.Execution;

/// <summary>Where the engine leaves Elsa because Elsa would strand people's work (docs/adr/0010).</summary>
public sealed class DeviationTests : IDisposable
{
    private readonly EngineHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task D1_AChildThatWaited_GivesItsOutputToTheParent()
    {
        var child = Flow.Definition(Flow.Sequence("r", Flow.Node("t: Task"), SetOutput("Answer", "getVariable('A')")), "child", new JsonArray(Flow.Variable("a", "A", "String", "yes")));
        await _host.PublishAsync(child);
        var parent = Flow.Definition(Flow.Sequence("r", Execute("x", "child"), Flow.Node("z: WriteLine")), "parent", new JsonArray(Flow.Variable("v", "Result")));
        await _host.PublishAsync(parent);
        var started = await _host.StartAsync("parent");
        var childId = Assert.Single(started.Nested).InstanceId;

        await _host.ResumeAsync((await _host.StateAsync(childId)).Bookmarks.Single().Id);

        var result = Assert.IsAssignableFrom<IDictionary<string, object?>>((await _host.VariablesAsync(started.InstanceId))["Result"]);
        Assert.Equal(childId, result["WorkflowInstanceId"]);
        Assert.Equal("yes", Assert.IsAssignableFrom<IDictionary<string, object?>>(result["Output"])["Answer"]);
        Assert.Equal(WorkflowSubStatus.Finished, (await _host.InstanceAsync(started.InstanceId)).SubStatus);
    }

    [Fact]
    public async Task D2_ARaceThatLeadsToAnotherTask_GoesOn()
    {
        var chart = Flow.Chart("st>t st>delay t>j delay>j j>t2 t2>z", "t: Task", "delay: Delay 00:00:30", "j: Join WaitAny", "t2: Task");
        await _host.PublishAsync(chart);
        var started = await _host.StartAsync("flow");

        await CompleteTaskAsync(started.InstanceId, "t");

        Assert.Equal("st t delay j t2", (await _host.JournalAsync(started.InstanceId)).Started());
        await CompleteTaskAsync(started.InstanceId, "t2");
        var journal = await _host.JournalAsync(started.InstanceId);
        Assert.Equal("st t j t2 z flow1 Workflow1", journal.CompletedWithOuter());
        Assert.Equal(WorkflowSubStatus.Finished, (await _host.InstanceAsync(started.InstanceId)).SubStatus);
        Assert.Empty(await _host.ReadAsync(async (store, ct) => await store.ListDueTimersAsync(DateTime.MaxValue, 10, ct)));
    }

    [Fact]
    public async Task D2_AMergeModeRaceWithATaskAhead_GoesOn()
    {
        await _host.PublishAsync(Flow.Chart("st>ev st>a a>m ev>m m>t t>z", "ev: Event x", "m: Merge Race", "t: Task"));
        var started = await _host.StartAsync("flow");

        await CompleteTaskAsync(started.InstanceId, "t");

        Assert.Equal("st ev a m t z", (await _host.JournalAsync(started.InstanceId)).Started());
        Assert.Equal(WorkflowSubStatus.Finished, (await _host.InstanceAsync(started.InstanceId)).SubStatus);
    }

    [Fact]
    public async Task D3_ATaskThatLosesARace_DoesNotKeepTheCaseOpen()
    {
        await _host.PublishAsync(Flow.Chart("st>a st>b b>t a>m t>m m>z", "t: Task", "m: Merge Cascade"));
        var started = await _host.StartAsync("flow");

        await CompleteTaskAsync(started.InstanceId, "t");

        Assert.Equal("st a b m t z", (await _host.JournalAsync(started.InstanceId)).Started());
        Assert.Equal(WorkflowSubStatus.Finished, (await _host.InstanceAsync(started.InstanceId)).SubStatus);
    }

    [Fact]
    public async Task D4_ATaskQueuedBehindAnEnd_IsWithdrawn()
    {
        await _host.PublishAsync(Flow.Chart("st>end st>t", "end: End", "t: Task"));

        var started = await _host.StartAsync("flow");

        Assert.Equal(WorkflowSubStatus.Finished, started.SubStatus);
        Assert.Empty(started.CreatedBookmarks);
        Assert.Equal("t", Assert.Single(started.RemovedBookmarks).ActivityId);
        Assert.Equal("st end t", (await _host.JournalAsync(started.InstanceId)).Started());
    }

    [Fact]
    public async Task D4_ATaskInsideAQueuedContainer_IsWithdrawnWithIt()
    {
        var chart = Flow.Chart("st>end st>s", "end: End");
        chart["root"]!["activities"]![2] = Flow.Sequence("s", Flow.Node("w: WriteLine"), Flow.Node("t: Task"), Flow.Node("z: WriteLine"));
        await _host.PublishAsync(chart);

        var started = await _host.StartAsync("flow");

        Assert.Equal(WorkflowSubStatus.Finished, started.SubStatus);
        Assert.Empty((await _host.StateAsync(started.InstanceId)).Bookmarks);
    }

    [Fact]
    public async Task D5_ACancelledChild_LetsItsParentGoOn()
    {
        await _host.PublishAsync(Flow.Definition(Flow.Sequence("r", Flow.Node("t: Task")), "child"));
        await _host.PublishAsync(Flow.Definition(Flow.Sequence("r", Execute("x", "child"), Flow.Node("z: WriteLine")), "parent", new JsonArray(Flow.Variable("v", "Result"))));
        var started = await _host.StartAsync("parent");

        await _host.RunAsync(runtime => runtime.CancelAsync(started.Nested[0].InstanceId, TestContext.Current.CancellationToken));
        await _host.PumpAsync();

        Assert.Equal("r x z", (await _host.JournalAsync(started.InstanceId)).Started());
        Assert.Equal(WorkflowSubStatus.Finished, (await _host.InstanceAsync(started.InstanceId)).SubStatus);
    }

    [Fact]
    public async Task D7_AStartAtThatFired_DoesNotFireAgain()
    {
        var start = Flow.Node("s: StartAt").With("dateTime", Flow.Input("DateTimeOffset", "Literal", "2026-03-02T02:00:00Z")).With("customProperties", new JsonObject { ["canStartWorkflow"] = true });
        await _host.PublishAsync(Flow.Definition(Flow.Sequence("r", start, Flow.Node("z: WriteLine"))));

        await _host.AdvanceAsync(TimeSpan.FromHours(1));
        await _host.AdvanceAsync(TimeSpan.FromHours(30));

        Assert.Equal(1, (await _host.ReadAsync(async (store, ct) => await store.ListInstancesAsync(new InstanceFilter(), ct))).TotalCount);
    }

    internal static JsonObject Execute(string id, string definitionId) => Flow.Node($"{id}: ExecuteWorkflow")
        .With("workflowDefinitionId", Flow.Input("String", "Literal", definitionId))
        .With("waitForCompletion", Flow.Input("Boolean", "Literal", true))
        .With("result", new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v" } });

    internal static JsonObject SetOutput(string name, string script) => Flow.Node($"out{name}: SetOutput")
        .With("outputName", Flow.Input("String", "Literal", name))
        .With("outputValue", Flow.Input("Object", "JavaScript", script));

    private async Task CompleteTaskAsync(string instanceId, string activityId)
    {
        var state = await _host.StateAsync(instanceId);
        var bookmark = state.Bookmarks.First(b => state.Contexts.First(c => c.Id == b.ContextId).NodeId.EndsWith(":" + activityId, StringComparison.Ordinal));
        await _host.SendAsync(TaskStimuli.Of(JsonNode.Parse(bookmark.Payload!)!["taskId"]!.GetValue<string>(), "ok"));
    }
}
