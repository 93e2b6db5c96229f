using System.Text.Json.Nodes;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Flowcharts;
using WorkflowRuntime.Stores;
using WorkflowRuntime.Tests.Hosting;

namespace WorkflowRuntime.Tests.Flowcharts;

/// <summary>
/// Counter mode: the starred vectors of part 2, 7.8, those for which it names a counter outcome, the joins of part 1, 7.7, and what
/// was observed of joins behind branches that are not taken.
/// </summary>
public sealed class CounterVectorTests : IDisposable
{
    private readonly EngineHost _host = new(options => options.DefaultFlowchartMode = FlowchartMode.CounterBased);

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("st>a st>b a>m b>m m>z", "st a b m z", "V1")]
    [InlineData("st>a st>b a>a2 a2>a3 a3>m b>m m>z", "st a b a2 a3 m z", "V2")]
    [InlineData("st>a x>y", "st a", "V9 island")]
    [InlineData("y>x", "y x", "V9 no Start")]
    [InlineData("", "", "V9 empty")]
    public async Task PlainFlows_RunAsRecorded(string edges, string started, string vector)
    {
        await RunAsync(Flow.Chart(edges), started, vector);
    }

    [Theory]
    [InlineData("Stream")]
    [InlineData("Merge")]
    [InlineData("Converge")]
    [InlineData("Cascade")]
    [InlineData("Race")]
    public async Task V2V3_TheMergeMode_HasNoMeaning(string mode) =>
        await RunAsync(Flow.Chart("st>a st>b a>a2 a2>a3 a3>m b>m m>z", $"m: Merge {mode}"), "st a b a2 a3 m z", "V2/V3");

    [Theory]
    [InlineData("true", "st d a m z")]
    [InlineData("false", "st d b m z")]
    public async Task V4_ADeadBranch_DoesNotHoldTheMerge(string condition, string started) =>
        await RunAsync(Flow.Chart("st>d d:True>a d:False>b a>m b>m m>z", $"d: Decision {condition}"), started, "V4");

    [Fact]
    public async Task V5_ALoop_RunsItsRounds()
    {
        var chart = Flow.Chart("st>inc inc>more more:True>inc more:False>done", "inc: Js variables.I = (variables.I || 0) + 1", "more: Decision variables.I < 3");
        chart["variables"] = new JsonArray(Flow.Variable("i", "I", "Int32"));

        await RunAsync(chart, "st inc more inc more inc more done", "V5");
    }

    [Theory]
    [InlineData("j: WriteLine")]
    [InlineData("j: Join WaitAll")]
    [InlineData("j: Join WaitAllActive")]
    [InlineData("j: Join WaitAny")]
    public async Task V6_AJoinInALoop_JoinsOnceARound(string join)
    {
        var chart = Flow.Chart(
            "st>inc inc>a inc>b a>j b>j j>more more:True>inc more:False>done",
            "inc: Js variables.I = (variables.I || 0) + 1", join, "more: Decision variables.I < 2");
        chart["variables"] = new JsonArray(Flow.Variable("i", "I", "Int32"));

        await RunAsync(chart, "st inc a b j more inc a b j more done", "V6");
    }

    [Fact]
    public async Task V9_AnOutcomeWithoutConnection_Finishes() => await RunAsync(Flow.Chart("st>d d:True>y", "d: Decision false"), "st d", "V9");

    [Fact]
    public async Task V10_AnImplicitJoin_WaitsForTheEvent()
    {
        var id = await _host.StartNewAsync(Flow.Chart("st>ev st>a a>m ev>m m>z", "ev: Event x", "m: Merge Race"));
        Assert.Equal(("st ev a", "ev"), (await _host.StartedAsync(id), await _host.WaitingAsync(id)));

        await _host.SendEventAsync("x");

        Assert.Equal(("st ev a m z", "Finished/Finished"), (await _host.StartedAsync(id), await _host.StatusAsync(id)));
    }

    [Fact]
    public async Task V14_ATaskThatWinsAgainstATimeout_GoesOnToTheNextTask()
    {
        var id = await _host.StartNewAsync(Flow.Chart("st>t st>delay t>j delay>j j>t2", "t: Task", "delay: Delay 00:00:30", "j: Join WaitAny", "t2: Task"));

        await _host.CompleteTaskAsync(id, "t");
        Assert.Equal(("st t delay j t2", "t2"), (await _host.StartedAsync(id), await _host.WaitingAsync(id)));
        Assert.Contains((await _host.JournalAsync(id)).Entries, e => e is { ActivityId: "delay", EventName: "Canceled" });
        await _host.CompleteTaskAsync(id, "t2");

        Assert.Equal("Finished/Finished", await _host.StatusAsync(id));
    }

    [Fact]
    public async Task V15_ABranchThatWaits_HoldsTheMerge()
    {
        var id = await _host.StartNewAsync(Flow.Chart("st>t st>c t>b b>m c>m m>z", "t: Task"));
        Assert.Equal("st t c", await _host.StartedAsync(id));

        await _host.CompleteTaskAsync(id, "t");

        Assert.Equal(("st t c b m z", "Finished/Finished"), (await _host.StartedAsync(id), await _host.StatusAsync(id)));
    }

    [Fact]
    public async Task V16_TwoTasksIntoOneTarget_RunItAfterBoth()
    {
        var id = await _host.StartNewAsync(Flow.Chart("st>t1 st>t2 t1>m t2>m", "t1: Task", "t2: Task"));
        await _host.CompleteTaskAsync(id, "t1");
        Assert.Equal("st t1 t2", await _host.StartedAsync(id));

        await _host.CompleteTaskAsync(id, "t2");

        Assert.Equal(("st t1 t2 m", "Finished/Finished"), (await _host.StartedAsync(id), await _host.StatusAsync(id)));
    }

    [Fact]
    public async Task V18_EndBesideATask_CancelsIt()
    {
        var id = await _host.StartNewAsync(Flow.Chart("st>t st>a a>end", "t: Task", "end: End"));

        Assert.Equal(("st t a end", "", "Finished/Finished"), (await _host.StartedAsync(id), await _host.WaitingAsync(id), await _host.StatusAsync(id)));
    }

    [Theory]
    [InlineData("WaitAll", "st d a")]
    [InlineData("WaitAllActive", "st d a j z")]
    [InlineData("WaitAny", "st d a j z")]
    public async Task AJoin_BehindABranchNotTaken_IsSkippedOrRuns(string mode, string started) =>
        await RunAsync(Flow.Chart("st>d d:True>a d:False>b a>j b>j j>z", "d: Decision true", $"j: Join {mode}"), started, mode);

    [Fact]
    public async Task AWaitAnyJoin_CancelsTheWaitThatLost()
    {
        var id = await _host.StartNewAsync(Flow.Chart("st>e1 st>e2 e1>j e2>j j>z", "e1: Event one", "e2: Event two", "j: Join WaitAny"));

        await _host.SendEventAsync("one");

        Assert.Equal(("st e1 e2 j z", "Finished/Finished"), (await _host.StartedAsync(id), await _host.StatusAsync(id)));
    }

    [Fact]
    public async Task ALongDeadPath_IsSkippedToItsEnd() =>
        await RunAsync(Flow.Chart("st>d d:True>a d:False>b1 b1>b2 b2>b3 b3>m a>m m>z", "d: Decision true"), "st d a m z", "dead path");

    [Fact]
    public async Task ALoopBackIntoTheMiddleOfABranch_IsAFault()
    {
        // The loop-back's source can be reached without its target: counting would never come out even.
        var id = await _host.StartNewAsync(Flow.Chart("st>a st>b a>c b>c c>d d:True>a", "d: Decision true"));

        Assert.Equal("Finished/Faulted", await _host.StatusAsync(id));
        Assert.Contains("Invalid backward connection", (await _host.StateAsync(id)).Incidents.Single().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CounterBased", "st t c")]
    [InlineData("counterbased", "st t c")]
    [InlineData("TokenBased", "st t c m z")]
    [InlineData("Default", "st t c m z")]
    public async Task TheInstanceProperty_ChoosesTheMode(string mode, string started)
    {
        using var host = new EngineHost();
        await host.PublishAsync(Flow.Chart("st>t st>c t>b b>m c>m m>z", "t: Task"));
        var request = StartWorkflow.Of("flow") with { Properties = new Dictionary<string, object?> { ["Flowchart:ExecutionMode"] = mode } };

        var result = await host.RunAsync(runtime => runtime.StartAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(started, await host.StartedAsync(result.InstanceId));
    }

    private async Task RunAsync(JsonObject definition, string started, string vector, WorkflowSubStatus final = WorkflowSubStatus.Finished)
    {
        var id = await _host.StartNewAsync(definition);
        Assert.Equal((vector, started, final), (vector, await _host.StartedAsync(id), (await _host.InstanceAsync(id)).SubStatus));
    }
}
