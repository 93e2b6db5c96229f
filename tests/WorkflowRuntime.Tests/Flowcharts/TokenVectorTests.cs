using System.Text.Json.Nodes;
using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Stores;
using WorkflowRuntime.Tests.Hosting;

namespace WorkflowRuntime.Tests.Flowcharts;

/// <summary>The worked vectors of token mode (semantics reference, part 2, 7.8), all of which were run on Elsa.</summary>
public sealed class TokenVectorTests : IDisposable
{
    private const string Uneven = "st>a st>b a>a2 a2>a3 a3>m b>m m>z";
    private const string Exclusive = "st>d d:True>a d:False>b a>m b>m m>z";
    private const string Loop = "st>inc inc>more more:True>inc more:False>done";
    private const string LoopWithJoin = "st>inc inc>a inc>b a>j b>j j>more more:True>inc more:False>done";
    private const string SwitchFlow = "st>sw sw:A>a sw:B>b sw:C>c sw:Default>d a>m b>m c>m d>m";
    private const string Increment = "inc: Js variables.I = (variables.I || 0) + 1";

    private readonly EngineHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("Stream", "V1")]
    [InlineData("Merge", "V1")]
    [InlineData("Converge", "V1")]
    [InlineData("Cascade", "V1")]
    [InlineData("Race", "V1")]
    public async Task V1_EvenBranches_RunTheTargetOnceInEveryMode(string mode, string vector)
    {
        await RunAsync(Flow.Chart("st>a st>b a>m b>m m>z", $"m: Merge {mode}"), "st a b m z", vector);
    }

    [Theory]
    [InlineData("Stream", "st a b a2 m a3 z m z", WorkflowSubStatus.Finished)]
    [InlineData("Merge", "st a b a2 a3 m z", WorkflowSubStatus.Finished)]
    [InlineData("Converge", "st a b a2 a3 m z", WorkflowSubStatus.Finished)]
    [InlineData("Cascade", "st a b a2 m a3 z", WorkflowSubStatus.Suspended)]
    [InlineData("Race", "st a b a2 m a3 z", WorkflowSubStatus.Suspended)]
    public async Task V2AndV3_UnevenBranches_DependOnTheMergeMode(string mode, string started, WorkflowSubStatus final)
    {
        await RunAsync(Flow.Chart(Uneven, $"m: Merge {mode}"), started, "V2/V3", final);
    }

    [Theory]
    [InlineData("Stream", "st d a m z", WorkflowSubStatus.Finished)]
    [InlineData("Cascade", "st d a m z", WorkflowSubStatus.Finished)]
    [InlineData("Race", "st d a m z", WorkflowSubStatus.Finished)]
    [InlineData("Merge", "st d a", WorkflowSubStatus.Suspended)]
    [InlineData("Converge", "st d a", WorkflowSubStatus.Suspended)]
    public async Task V4_ABranchNotTaken_BlocksOnlyMergeAndConverge(string mode, string started, WorkflowSubStatus final)
    {
        await RunAsync(Flow.Chart(Exclusive, "d: Decision true", $"m: Merge {mode}"), started, "V4", final);
    }

    [Theory]
    [InlineData("Stream", "st inc more inc more inc more done", WorkflowSubStatus.Finished)]
    [InlineData("Merge", "st inc more inc more inc more done", WorkflowSubStatus.Finished)]
    [InlineData("Race", "st inc more inc more inc more done", WorkflowSubStatus.Finished)]
    [InlineData("Cascade", "st inc more inc more inc more done", WorkflowSubStatus.Finished)]
    [InlineData("Converge", "st", WorkflowSubStatus.Suspended)]
    public async Task V5_ALoop_RunsInEveryModeButConverge(string mode, string started, WorkflowSubStatus final)
    {
        var chart = Flow.Chart(Loop, Increment, "more: Decision variables.I < 3");
        chart["root"]!["activities"]![1]!["customProperties"] = new JsonObject { ["mergeMode"] = mode };
        chart["variables"] = new JsonArray(Flow.Variable("i", "I", "Int32"));

        await RunAsync(chart, started, "V5", final);
    }

    [Theory]
    [InlineData("j: WriteLine")]
    [InlineData("j: Merge Merge")]
    [InlineData("j: Join WaitAny")]
    [InlineData("j: Join WaitAll")]
    public async Task V6_ALoopWithAJoin_IsCleanInEveryRound(string join)
    {
        var chart = Flow.Chart(LoopWithJoin, Increment, join, "more: Decision variables.I < 2");
        chart["variables"] = new JsonArray(Flow.Variable("i", "I", "Int32"));

        await RunAsync(chart, "st inc a b j more inc a b j more done", "V6");
    }

    [Theory]
    [InlineData("MatchFirst", "st sw a m")]
    [InlineData("MatchAny", "st sw a b m")]
    public async Task V7_ASwitch_FollowsTheFirstOrAllCases(string mode, string started)
    {
        await RunAsync(Flow.Chart(SwitchFlow, $"sw: Switch {mode} A=true B=true C=false"), started, "V7");
    }

    [Fact]
    public async Task V8_TwoOutcomesToOneTarget_RunItTwice()
    {
        await RunAsync(Flow.Chart("st>sw sw:A>a sw:B>a", "sw: Switch MatchAny A=true B=true"), "st sw a a", "V8");
    }

    [Theory]
    [InlineData("st>a x>y", "st a")]
    [InlineData("y>x", "y x")]
    [InlineData("st>d d:True>y", "st d")]
    [InlineData("", "")]
    public async Task V9_IslandsAndDeadEnds_DoNotHinderCompletion(string edges, string started)
    {
        await RunAsync(Flow.Chart(edges, "d: Decision false"), started, "V9");
    }

    [Fact]
    public async Task V10_ARaceThatCancelsTheOnlyWait_CompletesTheFlowchartEarly()
    {
        var journal = await RunAsync(Flow.Chart("st>ev st>a a>m ev>m m>z", "ev: Event x", "m: Merge Race"), "st ev a m z", "V10");

        Assert.Equal("st a flow1 Workflow1 m z", journal.CompletedWithOuter());
    }

    [Fact]
    public async Task V12_ABreakWithoutALoop_EndsTheFlowchart()
    {
        var journal = await RunAsync(Flow.Chart("st>a st>br br>b a>c", "br: Break"), "st a br c", "V12");

        Assert.Equal("st a br flow1 Workflow1 c", journal.CompletedWithOuter());
    }

    [Fact]
    public async Task V13_ATimeoutThatWins_CancelsTheTask()
    {
        await _host.PublishAsync(Flow.Chart("st>t st>delay t>j delay>j j>z", "t: Task", "delay: Delay 00:00:01", "j: Join WaitAny"));
        var started = await _host.StartAsync("flow");
        await _host.AdvanceAsync(TimeSpan.FromSeconds(1));

        var journal = await _host.JournalAsync(started.InstanceId);
        Assert.Equal("st t delay j z", journal.Started());
        Assert.Equal("st delay flow1 Workflow1 j z", journal.CompletedWithOuter());
        Assert.Equal(WorkflowSubStatus.Finished, (await _host.InstanceAsync(started.InstanceId)).SubStatus);
    }

    [Fact]
    public async Task V15_ABranchThatWaits_LetsTheMergeRunTwice()
    {
        await _host.PublishAsync(Flow.Chart("st>t st>c t>b b>m c>m m>z", "t: Task"));
        var started = await _host.StartAsync("flow");
        await CompleteTaskAsync(started.InstanceId, "t");

        Assert.Equal("st t c m z b m z", (await _host.JournalAsync(started.InstanceId)).Started());
    }

    [Fact]
    public async Task V16_TwoTasksIntoOneTarget_RunItAfterBoth()
    {
        await _host.PublishAsync(Flow.Chart("st>t1 st>t2 t1>m t2>m", "t1: Task", "t2: Task"));
        var started = await _host.StartAsync("flow");
        await CompleteTaskAsync(started.InstanceId, "t1");
        Assert.Equal("st t1 t2", (await _host.JournalAsync(started.InstanceId)).Started());

        await CompleteTaskAsync(started.InstanceId, "t2");

        Assert.Equal("st t1 t2 m", (await _host.JournalAsync(started.InstanceId)).Started());
        Assert.Equal(WorkflowSubStatus.Finished, (await _host.InstanceAsync(started.InstanceId)).SubStatus);
    }

    [Fact]
    public async Task V17_ALoopBackToATask_MakesANewTaskInEachRound()
    {
        await _host.PublishAsync(Flow.Chart("st>t t>d d:False>t d:True>e", "t: Task", "d: Decision false"));
        var started = await _host.StartAsync("flow");
        var tasks = new HashSet<string>();
        for (var round = 0; round < 3; round++)
        {
            var bookmark = Assert.Single((await _host.StateAsync(started.InstanceId)).Bookmarks);
            Assert.True(tasks.Add(bookmark.Id));
            await CompleteTaskAsync(started.InstanceId, "t");
        }

        Assert.Equal("st t d t d t d t", (await _host.JournalAsync(started.InstanceId)).Started());
    }

    [Fact]
    public async Task V18_EndBesideATask_CancelsItAndLogsTheFlowchartTwice()
    {
        var journal = await RunAsync(Flow.Chart("st>t st>a a>end", "t: Task", "end: End"), "st t a end", "V18");

        Assert.Equal("st a end flow1 Workflow1 flow1", journal.CompletedWithOuter());
        Assert.Contains(journal.Entries, entry => entry is { ActivityId: "t", EventName: "Canceled" });
    }

    [Fact]
    public async Task V19_AConnectionWithoutPort_IsFollowedOnlyOnTheDefaultResult()
    {
        var chart = Flow.Chart("st>d d>a st>b b>c", "d: Decision true");
        foreach (var connection in chart["root"]!["connections"]!.AsArray())
            connection!["source"]!.AsObject().Remove("port");

        await RunAsync(chart, "st d b c", "V19");
    }

    private async Task<Journal.WorkflowJournal> RunAsync(JsonObject definition, string started, string vector, WorkflowSubStatus final = WorkflowSubStatus.Finished)
    {
        await _host.PublishAsync(definition);
        var result = await _host.StartAsync("flow");
        var journal = await _host.JournalAsync(result.InstanceId);
        Assert.True(started == journal.Started(), $"{vector}: expected {started} got {journal.Started()}");
        Assert.Equal(final, (await _host.InstanceAsync(result.InstanceId)).SubStatus);
        return journal;
    }

    private async Task CompleteTaskAsync(string instanceId, string activityId)
    {
        var state = await _host.StateAsync(instanceId);
        var bookmark = state.Bookmarks.First(b => state.Contexts.First(c => c.Id == b.ContextId).NodeId.EndsWith(":" + activityId, StringComparison.Ordinal));
        await _host.SendAsync(TaskStimuli.Of(JsonNode.Parse(bookmark.Payload!)!["taskId"]!.GetValue<string>(), "ok"));
    }
}
