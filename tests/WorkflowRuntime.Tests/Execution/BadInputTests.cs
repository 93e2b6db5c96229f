using System.Diagnostics;
using System.Text.Json.Nodes;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Stores;
using WorkflowRuntime.Tests.Hosting;

namespace WorkflowRuntime.Tests.Execution;

/// <summary>What authors and callers get wrong brings neither the host down nor another instance into trouble.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly EngineHost _host = new(options => options.MaxStepsPerBurst = 2000);

    private readonly Lazy<EngineHost> _chainHost = new(() => new EngineHost(options => options.MaxChainLength = 20));

    private EngineHost ChainHost => _chainHost.Value;

    public void Dispose()
    {
        _host.Dispose();
        if (_chainHost.IsValueCreated)
            ChainHost.Dispose();
    }

    [Fact]
    public async Task ACycleThatNeverWaits_IsStoppedAsAnIncident()
    {
        await _host.PublishAsync(Flow.Definition(Flow.Sequence("r", Flow.Node("t: Task")), "good"));
        var good = (await _host.StartAsync("good")).InstanceId;

        var id = await _host.StartNewAsync(Flow.Chart("st>a a>b b>a"));

        Assert.Contains("2000", (await _host.StateAsync(id)).Incidents.Single().Message, StringComparison.Ordinal);
        Assert.Equal("Finished/Faulted", await _host.StatusAsync(id));
        await _host.CompleteTaskAsync(good, "t");
        Assert.Equal("Finished/Finished", await _host.StatusAsync(good));
    }

    [Fact]
    public async Task ALoopWithoutEnd_IsStoppedToo()
    {
        var loop = Flow.Node("w: While").With("condition", Flow.Input("Boolean", "Literal", true)).With("body", Flow.Node("b: WriteLine"));
        var empty = Flow.Node("w: While").With("condition", Flow.Input("Boolean", "Literal", true));
        var still = Flow.Node("f: For").With("start", Flow.Input("Int32", "Literal", 1)).With("end", Flow.Input("Int32", "Literal", 2)).With("step", Flow.Input("Int32", "Literal", 0)).With("body", Flow.Node("b: WriteLine"));

        foreach (var (activity, name) in new[] { (loop, "loop"), (empty, "empty"), (still, "still") })
        {
            var id = await _host.StartNewAsync(Flow.Definition(Flow.Sequence("r", activity), name));
            Assert.Equal((name, "Finished/Faulted"), (name, await _host.StatusAsync(id)));
        }
    }

    [Fact]
    public async Task ACircleOfEvents_IsStoppedAsAnIncident()
    {
        var trigger = new JsonObject { ["canStartWorkflow"] = true };
        var chart = Flow.Chart("e>p", "e: Event again", "p: PublishEvent");
        chart["root"]!["activities"]![0]!["customProperties"] = trigger;
        chart["root"]!["activities"]![1]!["eventName"] = Flow.Input("String", "Literal", "again");
        await ChainHost.PublishAsync(chart);

        await ChainHost.SendEventAsync("again");

        await AssertStoppedAsync("flow");
        await ChainHost.SendEventAsync("again");
        Assert.Equal(2 * 21, (await ChainHost.InstancesAsync("flow")).Count);
    }

    [Fact]
    public async Task WorkflowsThatDispatchOneAnother_AreStoppedAsAnIncident()
    {
        await ChainHost.PublishAsync(Flow.Definition(Flow.Sequence("r", Dispatch("b", waits: true)), "a"));
        await ChainHost.PublishAsync(Flow.Definition(Flow.Sequence("r", Dispatch("a", waits: false)), "b"));

        await ChainHost.StartAsync("a");

        await AssertStoppedAsync("a", "b");
    }

    [Fact]
    public async Task ManyChildrenOneAfterTheOther_AreNoCircle()
    {
        await ChainHost.PublishAsync(Flow.Definition(Flow.Sequence("r", Flow.Node("w: WriteLine")), "child"));
        var loop = Flow.Node("f: For").With("start", Flow.Input("Int32", "Literal", 1)).With("end", Flow.Input("Int32", "Literal", 50)).With("body", Dispatch("child", waits: true));

        var id = await ChainHost.StartNewAsync(Flow.Definition(Flow.Sequence("r", loop), "parent"));

        Assert.Equal("Finished/Finished", await ChainHost.StatusAsync(id));
        Assert.Equal(50, (await ChainHost.InstancesAsync("child")).Count);
    }

    [Fact]
    public async Task ThousandsOfConnections_AreReadInReasonableTime()
    {
        using var host = new EngineHost();
        var chart = Flow.Chart(string.Join(' ', Enumerable.Range(0, 8000).Select(i => $"a{i}>a{i + 1}")));
        var watch = Stopwatch.StartNew();

        var id = await host.StartNewAsync(chart);

        Assert.Equal("Finished/Finished", await host.StatusAsync(id));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), watch.Elapsed.ToString());
    }

    [Fact]
    public async Task ThousandsOfActivities_RunInOneBurst()
    {
        using var host = new EngineHost();
        var activities = Enumerable.Range(0, 5000).Select(i => Flow.Node($"a{i}: WriteLine")).ToArray();

        var id = await host.StartNewAsync(Flow.Definition(Flow.Sequence("r", activities)));

        Assert.Equal("Finished/Finished", await host.StatusAsync(id));
        Assert.Equal(5001, (await host.StartedAsync(id)).Split(' ').Length);
    }

    [Fact]
    public async Task AWideFlowchart_IsCompiledAndRunInReasonableTime()
    {
        using var host = new EngineHost();
        var edges = string.Join(' ', Enumerable.Range(0, 600).Select(i => $"st>a{i} a{i}>m")) + " m>z";
        var watch = Stopwatch.StartNew();

        var id = await host.StartNewAsync(Flow.Chart(edges));

        Assert.Equal("Finished/Finished", await host.StatusAsync(id));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(180), watch.Elapsed.ToString());
    }

    [Fact]
    public async Task DeepNesting_RunsToTheLimit_AndIsRefusedBeyondIt()
    {
        Assert.Equal("Finished/Finished", await _host.StatusAsync(await _host.StartNewAsync(Flow.Definition(Nest(90)))));

        var reading = WorkflowDefinitionJson.Parse(Flow.Definition(Nest(150)).ToJsonString(new() { MaxDepth = 2000 }));

        Assert.Null(reading.Definition);
        Assert.Contains("deep", reading.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void JsonThatIsNestedWithoutEnd_IsRefused()
    {
        var text = string.Concat(Enumerable.Repeat("{\"root\":", 100_000)) + "1" + new string('}', 100_000);

        Assert.NotNull(WorkflowDefinitionJson.Parse(text).Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{\"root\":[]}")]
    [InlineData("{\"root\":{\"type\":5}}")]
    [InlineData("{\"root\":{\"type\":{}}}")]
    [InlineData("{\"root\":{\"id\":\"f\",\"type\":\"Elsa.Flowchart\",\"version\":1,\"connections\":[null]}}")]
    [InlineData("{\"version\":\"one\"}")]
    [InlineData("{\"name\":{}}")]
    [InlineData("{\"name\":1,\"name\":2}")]
    public void ADefinitionThatIsNone_IsARefusalWithAPlace(string json)
    {
        var reading = WorkflowDefinitionJson.Parse(json);

        Assert.True(reading.Definition is not null || (reading.Error is not null && reading.Place is not null), json);
    }

    [Fact]
    public async Task AnUnknownActivity_IsKept_AndFaultsOnlyWhenReached()
    {
        var chart = Flow.Chart("st>d d:True>gone d:False>z", "d: Decision getInput('Reach') === true", "gone: My.Gone");
        await _host.PublishAsync(chart);

        var past = (await _host.StartAsync("flow")).InstanceId;
        var reached = (await _host.StartAsync("flow", new Dictionary<string, object?> { ["Reach"] = true })).InstanceId;

        Assert.Equal("Finished/Finished", await _host.StatusAsync(past));
        var incident = Assert.Single((await _host.StateAsync(reached)).Incidents);
        Assert.Contains("My.Gone", incident.Message, StringComparison.Ordinal);
        Assert.Equal("gone", incident.ActivityId);
    }

    [Fact]
    public async Task AnUnknownVersionOfAKnownActivity_IsTheNewestKnown()
    {
        var id = await _host.StartNewAsync(Flow.Definition(Flow.Sequence("r", Flow.Node("a: WriteLine").With("version", 99))));

        Assert.Equal("Finished/Finished", await _host.StatusAsync(id));
    }

    [Fact]
    public async Task AnUnknownExpressionType_IsAFault()
    {
        var id = await _host.StartNewAsync(Flow.Definition(Flow.Sequence("r", Flow.Node("a: WriteLine").With("text", Flow.Input("String", "Cobol", "MOVE 1 TO X")))));

        Assert.Contains("Text", (await _host.StateAsync(id)).Incidents.Single().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'a' +")]
    [InlineData("throw new Error('my message')")]
    [InlineData("while (true) {}")]
    [InlineData("(function f() { return f(); })()")]
    [InlineData("'x'.repeat(1e9)")]
    public async Task AScriptThatFails_IsAnIncidentOfItsActivity_AndHarmsNoOther(string script)
    {
        using var host = new EngineHost(options => options.Expressions.TimeLimit = TimeSpan.FromSeconds(2));
        await host.PublishAsync(Flow.Definition(Flow.Sequence("r", Flow.Node("t: Task")), "good"));
        var good = (await host.StartAsync("good")).InstanceId;

        var id = await host.StartNewAsync(Flow.Definition(Flow.Sequence("r", Flow.Node("a: WriteLine").With("text", Flow.Input("String", "JavaScript", script)))));

        Assert.Equal(("a", "Finished/Faulted"), ((await host.StateAsync(id)).Incidents.Single().ActivityId, await host.StatusAsync(id)));
        await host.CompleteTaskAsync(good, "t");
        Assert.Equal("Finished/Finished", await host.StatusAsync(good));
    }

    [Fact]
    public async Task AnInputOfTheWrongType_BecomesTheDefault()
    {
        var id = await _host.StartNewAsync(Flow.Chart("st>d d:True>a d:False>b", "d: Decision 'abc'"));

        // Elsa converts what it can: a text that is no boolean is false, without a fault.
        Assert.Equal("st d b", await _host.StartedAsync(id));
    }

    [Fact]
    public async Task ResumingWhatIsGone_IsAClearRefusal()
    {
        var id = await _host.StartNewAsync(Flow.Chart("st>t t>t2", "t: Task", "t2: Task"));
        var first = (await _host.StateAsync(id)).Bookmarks.Single().Id;
        Assert.False((await _host.ResumeAsync(first)).IsRefused);

        Assert.Equal(RefusalReason.BookmarkNotFound, (await _host.ResumeAsync(first)).Refusal?.Reason);
        Assert.Equal(RefusalReason.BookmarkNotFound, (await _host.ResumeAsync("nothing")).Refusal?.Reason);
        Assert.Equal("st t t2", await _host.StartedAsync(id));
    }

    [Fact]
    public async Task AFinishedInstance_RefusesEverything()
    {
        var id = await _host.StartNewAsync(Flow.Chart("st>a"));

        Assert.Equal(RefusalReason.InstanceEnded, (await _host.CancelAsync(id)).Refusal?.Reason);
        Assert.Equal(RefusalReason.InstanceEnded, (await _host.RunAsync(runtime => runtime.RetryAsync(id))).Refusal?.Reason);
        Assert.Equal(RefusalReason.InstanceNotFound, (await _host.CancelAsync("nobody")).Refusal?.Reason);
    }

    [Fact]
    public async Task TwoDefinitionsWithOneId_AreVersionsOfOne()
    {
        await _host.PublishAsync(Flow.Chart("st>a").With("id", "same"));
        await _host.PublishAsync(Flow.Chart("st>b").With("id", "same"));
        await _host.PublishAsync(Flow.Definition(Flow.Sequence("r", Flow.Node("c: WriteLine")), "other").With("id", "same"));

        Assert.Equal("st b", await _host.StartedAsync((await _host.StartAsync("flow")).InstanceId));
        Assert.Equal("r c", await _host.StartedAsync((await _host.StartAsync("other")).InstanceId));
    }

    [Fact]
    public async Task DoubledActivityIds_DoNotMixUpTheInstance()
    {
        var root = Flow.Sequence("r", Flow.Node("a: WriteLine"), Flow.Node("a: Task"), Flow.Node("z: WriteLine"));

        var id = await _host.StartNewAsync(Flow.Definition(root));
        await _host.ResumeAsync((await _host.StateAsync(id)).Bookmarks.Single().Id);

        Assert.Equal("Finished/Finished", await _host.StatusAsync(id));
    }

    [Fact]
    public async Task AVariableOfTenMegabytes_SurvivesASuspension()
    {
        var chart = Flow.Chart("st>t t>k", "t: Task", "k: Js setVariable('Length', getVariable('Big').length)");
        chart["variables"] = new JsonArray(Flow.Variable("b", "Big", "String"), Flow.Variable("l", "Length", "Int32"));
        var set = Flow.Node("st: SetVariable").With("variable", Flow.Variable("b", "Big", "String")).With("value", Flow.Input("Object", "Input", "{\"name\":\"Text\"}"));
        chart["root"]!["activities"]![0] = set;
        chart["inputs"] = new JsonArray(new JsonObject { ["name"] = "Text", ["type"] = "String" });
        await _host.PublishAsync(chart);
        var id = (await _host.StartAsync("flow", new Dictionary<string, object?> { ["Text"] = new string('中', 10_000_000 / 3) })).InstanceId;

        await _host.CompleteTaskAsync(id, "t");

        Assert.Equal(10_000_000 / 3, (await _host.VariablesAsync(id))["Length"]);
        Assert.True((await _host.ReadAsync(async (store, ct) => await store.ListBurstsAsync(id, ct))).All(burst => burst.Data.Length < 1_000_000));
    }

    private static JsonObject Nest(int depth)
    {
        var inner = Flow.Node("end: WriteLine");
        for (var i = 0; i < depth; i++)
            inner = Flow.Sequence($"s{i}", inner);
        return inner;
    }

    private static JsonObject Dispatch(string definitionId, bool waits) => Flow.Node("d: DispatchWorkflow")
        .With("workflowDefinitionId", Flow.Input("String", "Literal", definitionId))
        .With("waitForCompletion", Flow.Input("Boolean", "Literal", waits));

    private async Task AssertStoppedAsync(params string[] definitionIds)
    {
        var instances = new List<InstanceSummary>();
        foreach (var definitionId in definitionIds)
            instances.AddRange(await ChainHost.InstancesAsync(definitionId));
        Assert.Equal(21, instances.Count);
        var stopped = Assert.Single(instances, instance => instance.IncidentCount > 0);
        Assert.Equal("Finished/Faulted", await ChainHost.StatusAsync(stopped.Id));
        Assert.Contains("20 times in a row", (await ChainHost.StateAsync(stopped.Id)).Incidents.Single().Message, StringComparison.Ordinal);
    }
}
