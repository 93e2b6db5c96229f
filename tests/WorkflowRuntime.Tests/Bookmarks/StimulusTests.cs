using System.Text.Json.Nodes;
using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Stores;
using WorkflowRuntime.Tests.Hosting;

namespace WorkflowRuntime.Tests.Bookmarks;

/// <summary>Stimuli, triggers and the queue (semantics reference, part 2, 9); what is marked there as run on Elsa.</summary>
public sealed class StimulusTests : IDisposable
{
    private readonly EngineHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("Elsa.Event", "75E7F05D674F")]
    public void Hash_OfARecordedBookmark_IsElsas(string name, string start) =>
        Assert.StartsWith(start, StimulusHasher.Hash(name, new EventStimulus("OrderShipped")), StringComparison.Ordinal);

    [Fact]
    public void Hash_OfATask_LeavesItsNameOut() =>
        Assert.Equal(StimulusHasher.Hash("Elsa.RunTask", new RunTaskStimulus("1", "a")), StimulusHasher.Hash("Elsa.RunTask", new RunTaskStimulus("1", "b")));

    [Fact]
    public async Task AnEvent_ResumesEveryInstanceThatWaits()
    {
        await _host.PublishAsync(Flow.Chart("st>e e>z", "e: Event go"));
        var ids = new[] { await StartAsync(), await StartAsync(), await StartAsync() };

        await _host.SendEventAsync("go");

        foreach (var id in ids)
            Assert.Equal("Finished/Finished", await _host.StatusAsync(id));
    }

    [Fact]
    public async Task AnEventName_IsExact()
    {
        var id = await _host.StartNewAsync(Flow.Chart("st>e e>z", "e: Event Go"));

        await _host.SendEventAsync("go");

        Assert.Equal("e", await _host.WaitingAsync(id));
    }

    [Fact]
    public async Task AnEvent_GivesItsPayloadToTheActivity()
    {
        var chart = Flow.Chart("st>e e>z", "e: Event go");
        chart["variables"] = new JsonArray(Flow.Variable("v", "Got"));
        chart["root"]!["activities"]![1]!["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v" } };
        var id = await _host.StartNewAsync(chart);

        await _host.SendEventAsync("go", "payload");

        Assert.Equal("payload", (await _host.VariablesAsync(id))["Got"]);
    }

    [Fact]
    public async Task ACorrelationId_NarrowsTheEvent_AndNoneIsNoFilter()
    {
        await _host.PublishAsync(Flow.Chart("st>e e>z", "e: Event go"));
        var one = await StartAsync("one");
        var two = await StartAsync("two");

        await _host.SendEventAsync("go", correlationId: "one");
        Assert.Equal(("Finished/Finished", "Running/Suspended"), (await _host.StatusAsync(one), await _host.StatusAsync(two)));
        await _host.SendEventAsync("go");

        Assert.Equal("Finished/Finished", await _host.StatusAsync(two));
    }

    [Fact]
    public async Task AnInstanceId_NarrowsTheEventToOne()
    {
        await _host.PublishAsync(Flow.Chart("st>e e>z", "e: Event go"));
        var (one, two) = (await StartAsync(), await StartAsync());

        await _host.SendEventAsync("go", instanceId: two);

        Assert.Equal(("Running/Suspended", "Finished/Finished"), (await _host.StatusAsync(one), await _host.StatusAsync(two)));
    }

    [Fact]
    public async Task AnEventPublishedTooEarly_IsDeliveredWithinTenMinutes()
    {
        await _host.SendEventAsync("early");
        await _host.AdvanceAsync(TimeSpan.FromMinutes(9));

        var id = await _host.StartNewAsync(Flow.Chart("st>e e>z", "e: Event early"));

        Assert.Equal("Finished/Finished", await _host.StatusAsync(id));
    }

    [Fact]
    public async Task AnEventPublishedMuchTooEarly_BecomesADeadLetter()
    {
        await _host.SendEventAsync("early");
        await _host.AdvanceAsync(TimeSpan.FromMinutes(11));

        var id = await _host.StartNewAsync(Flow.Chart("st>e e>z", "e: Event early"));

        Assert.Equal("e", await _host.WaitingAsync(id));
        Assert.Contains("Expired", Assert.Single(await _host.ReadAsync(async (store, ct) => await store.ListDeadWorkAsync(10, ct))).LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEventForOneInstance_DoesNotKeepThePumpBusyWhileAnotherWaitsForTheSame()
    {
        var other = await _host.StartNewAsync(Flow.Chart("st>e e>z", "e: Event go"));
        await _host.PublishAsync(Flow.Definition(Flow.Sequence("r", Flow.Node("t: Task"), Flow.Node("e: Event go")), "later"));
        var later = (await _host.StartAsync("later")).InstanceId;

        await _host.SendEventAsync("go", instanceId: later);
        await _host.SendEventAsync("go", correlationId: "nobody's");
        Assert.Equal("e", await _host.WaitingAsync(other));
        await _host.CompleteTaskAsync(later, "t");

        Assert.Equal("Finished/Finished", await _host.StatusAsync(later));
    }

    [Fact]
    public async Task TwoTriggersOfOneDefinition_StartTwoInstances()
    {
        var chart = Flow.Chart("e1>z1 e2>z2", "e1: Event go", "e2: Event go");
        CanStart(chart, 0, 2);
        await _host.PublishAsync(chart);

        await _host.SendEventAsync("go");

        var started = await _host.InstancesAsync();
        Assert.Equal(2, started.Count);
        var orders = new[] { await _host.StartedAsync(started[0].Id), await _host.StartedAsync(started[1].Id) };
        Assert.Equal(["e1 z1", "e2 z2"], orders.Order());
    }

    [Fact]
    public async Task ATriggerEvent_AlsoReachesTheWaitThatItLeadsTo()
    {
        var chart = Flow.Chart("e1>a a>e2 e2>z", "e1: Event go", "e2: Event go");
        CanStart(chart, 0);
        await _host.PublishAsync(chart);

        await _host.SendEventAsync("go");

        var instance = Assert.Single(await _host.InstancesAsync());
        Assert.Equal(("e1 a e2 z", "Finished/Finished"), (await _host.StartedAsync(instance.Id), await _host.StatusAsync(instance.Id)));
    }

    [Fact]
    public async Task ATriggerRevisitedInItsFirstBurst_DoesNotWait()
    {
        var chart = Flow.Chart("e>i i>d d:True>e d:False>z", "e: Event go", "i: Js variables.I = (variables.I || 0) + 1", "d: Decision variables.I < 3");
        chart["variables"] = new JsonArray(Flow.Variable("v", "I", "Int32"));
        CanStart(chart, 0);
        await _host.PublishAsync(chart);

        await _host.SendEventAsync("go");

        Assert.Equal("e i d e i d e i d z", await _host.StartedAsync(Assert.Single(await _host.InstancesAsync()).Id));
    }

    [Fact]
    public async Task ATriggerInTheMiddle_StartsThere()
    {
        var chart = Flow.Chart("st>a a>e e>z", "e: Event go");
        CanStart(chart, 2);
        await _host.PublishAsync(chart);

        await _host.SendEventAsync("go");

        Assert.Equal("e z", await _host.StartedAsync(Assert.Single(await _host.InstancesAsync()).Id));
    }

    [Fact]
    public async Task ANestedTrigger_StartsAtTheRootAndDoesNotWait()
    {
        var inner = Flow.Node("e: Event go").With("customProperties", new JsonObject { ["canStartWorkflow"] = true });
        await _host.PublishAsync(Flow.Definition(Flow.Sequence("r", Flow.Node("a: WriteLine"), Flow.Sequence("s", inner), Flow.Node("z: WriteLine"))));

        await _host.SendEventAsync("go");

        Assert.Equal("r a s e z", await _host.StartedAsync(Assert.Single(await _host.InstancesAsync()).Id));
    }

    [Fact]
    public async Task ATriggerActivityStartedByHand_Waits()
    {
        var chart = Flow.Chart("e>z", "e: Event go");
        CanStart(chart, 0);

        var id = await _host.StartNewAsync(chart);

        Assert.Equal("e", await _host.WaitingAsync(id));
    }

    [Fact]
    public async Task ATriggerName_IsEvaluatedWithoutAnInstance()
    {
        var chart = Flow.Chart("e>z");
        chart["variables"] = new JsonArray(Flow.Variable("q", "Q", "String", "bc"));
        chart["root"]!["activities"]![0] = Flow.Node("e: Event").With("eventName", Flow.Input("String", "JavaScript", "'a' + getVariable('Q')")).With("customProperties", new JsonObject { ["canStartWorkflow"] = true });
        await _host.PublishAsync(chart);

        await _host.SendEventAsync("abc");

        Assert.Empty(await _host.InstancesAsync());
    }

    [Fact]
    public async Task ParallelCopiesOfATask_AreToldApartByTheirTaskIds()
    {
        var each = Flow.Node("f: ParallelForEach").With("items", Flow.Input("Object", "JavaScript", "['x','y']")).With("body", Flow.Node("t: Task"));
        var id = await _host.StartNewAsync(Flow.Definition(Flow.Sequence("r", each, Flow.Node("z: WriteLine"))));
        Assert.Equal("t t", await _host.WaitingAsync(id));
        Assert.Equal(["Started", "Suspended", "Resumed", "Suspended"], (await _host.JournalAsync(id)).Entries.Where(e => e.ActivityId == "t").Select(e => e.EventName));

        await _host.CompleteTaskAsync(id, "t");
        Assert.Equal("t", await _host.WaitingAsync(id));
        await _host.CompleteTaskAsync(id, "t");

        Assert.Equal("Finished/Finished", await _host.StatusAsync(id));
    }

    [Fact]
    public async Task ATaskResult_ReachesTheActivity_AndAnUnknownTaskNobody()
    {
        var task = Flow.Node("t: Task").With("result", new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v" } });
        var id = await _host.StartNewAsync(Flow.Definition(Flow.Sequence("r", task), variables: new JsonArray(Flow.Variable("v", "Answer"))));
        await _host.SendAsync(TaskStimuli.Of("unknown", 1));
        Assert.Equal("t", await _host.WaitingAsync(id));

        await _host.CompleteTaskAsync(id, "t", "yes");

        Assert.Equal("yes", (await _host.VariablesAsync(id))["Answer"]);
    }

    [Fact]
    public async Task ATaskRequest_CarriesNameAndPayloadToTheHost()
    {
        var task = Flow.Node("t: Task").With("payload", Flow.Input("ObjectDictionary", "JavaScript", "({ size: 3 })"));
        await _host.PublishAsync(Flow.Definition(Flow.Sequence("r", task)));

        var result = await _host.StartAsync("flow");

        var request = Assert.Single(result.TaskRequests);
        Assert.Equal(("t", result.InstanceId), (request.TaskName, request.InstanceId));
        Assert.Equal("3", request.Payload["size"]?.ToString());
    }

    [Fact]
    public async Task APublishedEvent_OfAFlow_ReachesAnotherInstance_AndALocalOneOnlyItself()
    {
        await _host.PublishAsync(Flow.Definition(Flow.Sequence("r", Flow.Node("e: Event go")), "waiter"));
        var waiter = await _host.StartAsync("waiter");
        var publish = Flow.Node("p: Publish go").With("isLocalEvent", Flow.Input("Boolean", "Literal", true));
        await _host.StartNewAsync(Flow.Definition(Flow.Sequence("r", publish), "local"));
        Assert.Equal("Running/Suspended", await _host.StatusAsync(waiter.InstanceId));

        await _host.StartNewAsync(Flow.Definition(Flow.Sequence("r", Flow.Node("p: Publish go")), "loud"));

        Assert.Equal("Finished/Finished", await _host.StatusAsync(waiter.InstanceId));
    }

    [Fact]
    public async Task Retract_TakesTheTriggersAway()
    {
        var chart = Flow.Chart("e>z", "e: Event go");
        CanStart(chart, 0);
        await _host.PublishAsync(chart);
        await _host.PublisherAsync(async (publisher, ct) => await publisher.RetractAsync("flow", ct));

        await _host.SendEventAsync("go");

        Assert.Empty(await _host.InstancesAsync());
    }

    [Fact]
    public async Task ADraft_LeavesTheTriggersOfThePublishedVersion()
    {
        var chart = Flow.Chart("e>z", "e: Event go");
        CanStart(chart, 0);
        await _host.PublishAsync(chart);
        await _host.PublishAsync(Flow.Chart("st>q").ToJsonString(), publish: false);

        await _host.SendEventAsync("go");

        Assert.Equal("e z", await _host.StartedAsync(Assert.Single(await _host.InstancesAsync()).Id));
    }

    private async Task<string> StartAsync(string? correlationId = null)
    {
        var result = await _host.RunAsync(runtime => runtime.StartAsync(StartWorkflow.Of("flow", correlationId: correlationId), TestContext.Current.CancellationToken));
        return result.InstanceId;
    }

    private static void CanStart(JsonObject chart, params int[] activities)
    {
        foreach (var index in activities)
            chart["root"]!["activities"]![index]!["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
    }
}
