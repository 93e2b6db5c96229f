using System.Text.Json.Nodes;
using WorkflowRuntime.Stores;
using WorkflowRuntime.Tests.Hosting;

namespace WorkflowRuntime.Tests.Containers;

/// <summary>The container vectors (semantics reference, part 2, 6.10), all of which were run on Elsa.</summary>
public sealed class ContainerVectorTests : IDisposable
{
    private readonly EngineHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task C1_For_CountsInclusively() =>
        await RunAsync(For("f", 1, 3).With("body", W("b")), "f b b b", "b b b f");

    [Fact]
    public async Task C1b_ForWithoutABody_WaitsForEver() =>
        await RunAsync(For("f", 1, 3), "f", "", WorkflowSubStatus.Suspended);

    [Fact]
    public async Task C2_ForEachWithABreak_EndsWithItsRound() =>
        await RunAsync(
            ForEach("f", "[1,2,3]").With("body", Flow.Sequence("s", W("b1"), If("i", "getVariable('CurrentIndex') == 1", Flow.Node("br: Break")), W("b2"))),
            "f s b1 i b2 s b1 i br",
            "b1 i b2 s b1 br i s f");

    [Fact]
    public async Task C2b_ForEachWithoutABody_Completes() => await RunAsync(ForEach("f", "[1,2]"), "f", "f");

    [Fact]
    public async Task C3_ParallelForEach_RunsBreadthFirst() =>
        await RunAsync(ParallelForEach("f", "JavaScript", "['x','y','z']"), "f s s s b1 b1 b1 b2 b2 b2", "b1 b1 b1 b2 s b2 s b2 s f");

    [Fact]
    public async Task C3b_ParallelForEachOverText_HasNoItems() =>
        await RunAsync(ParallelForEach("f", "Object", "[\"x\",\"y\"]"), "f", "f");

    [Fact]
    public async Task C4_Parallel_InterleavesItsChildren() =>
        await RunAsync(Flow.List("p", "Elsa.Parallel", Flow.Sequence("s1", W("a"), W("b")), W("c"), W("d")), "p s1 c d a b", "c d a b s1 p");

    [Theory]
    [InlineData("MatchFirst", "sw a", "a sw")]
    [InlineData("MatchAny", "sw a b", "a b sw")]
    public async Task C5_Switch_RunsTheFirstOrAllCases(string mode, string started, string completed)
    {
        var json = Flow.Node("sw: Switch").With("mode", Flow.Input("SwitchMode", "Literal", mode)).With("default", W("d"))
            .With("cases", new JsonArray(Case("A", "true", W("a")), Case("B", "true", W("b"))));
        json["type"] = "Elsa.Switch";

        await RunAsync(json, started, completed);
    }

    [Fact]
    public async Task C6_CompleteInASequence_EndsIt() =>
        await RunAsync(Flow.Sequence("r", W("a"), Flow.Node("cp: Complete"), W("z")), "r a cp", "a cp r");

    [Fact]
    public async Task C7_ForkWaitAny_CancelsWhatStartedAndLetsTheRestRun() =>
        await RunAsync(
            Flow.Sequence("root", Fork("fk", Flow.Sequence("s1", W("a"), Flow.Node("t: Task")), W("c"), W("d")), W("z")),
            "root fk s1 c d z",
            "c fk d z root");

    [Fact]
    public async Task C8_While_EvaluatesBeforeEachRound()
    {
        var variables = new JsonArray(Flow.Variable("i", "I", "Int32", "0"));
        var loop = Flow.Node("w: While").With("condition", Flow.Input("Boolean", "JavaScript", "variables.I < 2")).With("body", Flow.Node("i: Js variables.I = variables.I + 1"));

        await RunAsync(Flow.Sequence("r", loop, W("z")), "r w i i z", "i i w z r", variables: variables);
    }

    [Fact]
    public async Task C9_CompleteInANestedFlowchart_EndsTheWholeWorkflow()
    {
        var inner = Flow.ChartRoot("inner", "st2>cp st2>q", "st2: Start", "cp: Complete");
        var journal = await RunAsync(Nest(inner), "start inner st2 cp q", "start st2 cp inner q");

        Assert.Equal("start st2 cp inner Workflow1 q", journal.CompletedWithOuter());
    }

    [Fact]
    public async Task C10_EndInANestedFlowchart_EndsOnlyThat()
    {
        var inner = Flow.ChartRoot("inner", "st2>cp st2>q", "st2: Start", "cp: End");
        var journal = await RunAsync(Nest(inner), "start inner st2 cp q z", "start st2 cp inner q z");

        Assert.Equal("start st2 cp inner q z flow1 Workflow1", journal.CompletedWithOuter());
    }

    [Fact]
    public async Task C11_IfWithoutTheBranch_Completes() =>
        await RunAsync(Flow.Sequence("r", If("i", "false", W("then")), W("z")), "r i z", "i z r");

    [Fact]
    public async Task For_OverNumbersDownward_StopsAtTheEnd() =>
        await RunAsync(For("f", 3, 1).With("step", Flow.Input("Int32", "Literal", -1)).With("body", W("b")), "f b b b", "b b b f");

    [Fact]
    public async Task ForEach_WaitingInItsBody_GoesOnWithItsItemsAfterTheResume()
    {
        var variables = new JsonArray(Flow.Variable("v", "Seen", "String", "-"));
        var body = Flow.Sequence("s", Flow.Node("e: Event go"), Flow.Node("j: Js variables.Seen = variables.Seen + getVariable('CurrentValue')"));
        await _host.PublishAsync(Flow.Definition(ForEach("f", "['x','y','z']").With("body", body), variables: variables));
        var started = await _host.StartAsync("flow");
        for (var i = 0; i < 3; i++)
            await _host.SendAsync(WorkflowRuntime.Bookmarks.EventStimuli.Of("go"));

        Assert.Equal("-xyz", (await _host.VariablesAsync(started.InstanceId))["Seen"]);
        Assert.Equal(WorkflowSubStatus.Finished, (await _host.InstanceAsync(started.InstanceId)).SubStatus);
    }

    private static JsonObject W(string id) => Flow.Node($"{id}: WriteLine");

    private static JsonObject For(string id, int start, int end) =>
        Flow.Node($"{id}: For").With("start", Flow.Input("Int32", "Literal", start)).With("end", Flow.Input("Int32", "Literal", end));

    private static JsonObject ForEach(string id, string items) => Flow.Node($"{id}: ForEach").With("items", Flow.Input("List<Object>", "JavaScript", items));

    private static JsonObject ParallelForEach(string id, string syntax, string items) =>
        Flow.Node($"{id}: ParallelForEach").With("items", Flow.Input("Object", syntax, items)).With("body", Flow.Sequence("s", W("b1"), W("b2")));

    private static JsonObject If(string id, string condition, JsonObject then) =>
        Flow.Node($"{id}: If").With("condition", Flow.Input("Boolean", "JavaScript", condition)).With("then", then);

    private static JsonObject Fork(string id, params JsonObject[] branches) =>
        Flow.Node($"{id}: Elsa.Fork").With("joinMode", "WaitAny").With("branches", new JsonArray(branches.Select(b => (JsonNode?)b).ToArray()));

    private static JsonObject Case(string label, string condition, JsonObject activity) => new()
    {
        ["label"] = label,
        ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = condition },
        ["activity"] = activity,
    };

    private static JsonObject Nest(JsonObject inner)
    {
        var outer = Flow.ChartRoot("flow1", "start>inner inner>z", "start: Start");
        outer["activities"]![1] = inner;
        return outer;
    }

    private async Task<Journal.WorkflowJournal> RunAsync(JsonObject root, string started, string completed, WorkflowSubStatus final = WorkflowSubStatus.Finished, JsonArray? variables = null)
    {
        await _host.PublishAsync(Flow.Definition(root, variables: variables));
        var result = await _host.StartAsync("flow");
        var journal = await _host.JournalAsync(result.InstanceId);
        Assert.Equal((started, completed, final), (journal.Started(), journal.Completed(), (await _host.InstanceAsync(result.InstanceId)).SubStatus));
        return journal;
    }
}
