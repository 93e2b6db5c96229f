using System.Text.Json.Nodes;
using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Stores;
using WorkflowRuntime.Tests.Hosting;

namespace WorkflowRuntime.Tests.Activities;

/// <summary>Workflows that start workflows, and workflows used as activities (semantics reference, part 2, 11).</summary>
public sealed class CompositionTests : IDisposable
{
    private readonly EngineHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("ExecuteWorkflow", false)]
    [InlineData("ExecuteWorkflow", true)]
    [InlineData("DispatchWorkflow", false)]
    [InlineData("DispatchWorkflow", true)]
    public async Task AChild_GetsInputAndParent_AndEnds(string type, bool waits)
    {
        await PublishChildAsync(Flow.Node("j: Js setVariable('Seen', getInput('Amount') + '/' + (getInput('ParentInstanceId') !== null))"));
        var parentId = await StartParentAsync(type, waits);

        var child = Assert.Single(await _host.InstancesAsync("child"));
        Assert.Equal((parentId, "Finished/Finished"), (child.ParentInstanceId, await _host.StatusAsync(child.Id)));
        Assert.Equal("7/true", (await _host.VariablesAsync(child.Id))["Seen"]);
        Assert.Equal(("r x z", "Finished/Finished"), (await _host.StartedAsync(parentId), await _host.StatusAsync(parentId)));
    }

    [Theory]
    [InlineData("ExecuteWorkflow")]
    [InlineData("DispatchWorkflow")]
    public async Task AParentThatWaits_GoesOnWhenItsChildEnds(string type)
    {
        await PublishChildAsync(Flow.Node("e: Event go"));
        var parentId = await StartParentAsync(type, waits: true);
        Assert.Equal(("r x", "x"), (await _host.StartedAsync(parentId), await _host.WaitingAsync(parentId)));

        await _host.SendEventAsync("go");

        Assert.Equal(("r x z", "Finished/Finished"), (await _host.StartedAsync(parentId), await _host.StatusAsync(parentId)));
    }

    [Theory]
    [InlineData("ExecuteWorkflow")]
    [InlineData("DispatchWorkflow")]
    public async Task AChildThatFaults_ResumesItsParentAsOneThatEnded(string type)
    {
        await PublishChildAsync(Flow.Node("f: Fault no"));

        var parentId = await StartParentAsync(type, waits: true);

        Assert.Equal(("r x z", "Finished/Finished"), (await _host.StartedAsync(parentId), await _host.StatusAsync(parentId)));
    }

    [Fact]
    public async Task Execute_WithoutWaiting_GoesOnBesideASuspendedChild()
    {
        await PublishChildAsync(Flow.Node("e: Event go"));

        var parentId = await StartParentAsync("ExecuteWorkflow", waits: false);

        Assert.Equal("Finished/Finished", await _host.StatusAsync(parentId));
        Assert.Equal("Running/Suspended", await _host.StatusAsync((await _host.InstancesAsync("child")).Single().Id));
    }

    [Theory]
    [InlineData("ExecuteWorkflow")]
    [InlineData("DispatchWorkflow")]
    [InlineData("BulkDispatchWorkflows")]
    public async Task AMissingDefinition_IsAFault(string type)
    {
        var activity = Flow.Node($"x: {type}").With("workflowDefinitionId", Flow.Input("String", "Literal", "nowhere")).With("items", Flow.Input("Object", "JavaScript", "[1]"));

        var id = await _host.StartNewAsync(Flow.Definition(Flow.Sequence("r", activity)));

        Assert.Equal("Finished/Faulted", await _host.StatusAsync(id));
        Assert.Contains("nowhere", (await _host.StateAsync(id)).Incidents.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bulk_RunsABodyForEachChild_AndCompletesAfterTheLast()
    {
        // A child with an even item ends, one with an odd item faults.
        var odd = Flow.Node("j: Js if (getInput('Item') % 2) throw new Error('odd'); 1");
        await PublishChildAsync(odd);
        var bulk = Flow.Node("b: BulkDispatchWorkflows")
            .With("workflowDefinitionId", Flow.Input("String", "Literal", "child"))
            .With("items", Flow.Input("Object", "JavaScript", "[2, 3]"))
            .With("childCompleted", Flow.Node("cc: WriteLine"))
            .With("childFaulted", Flow.Node("cf: WriteLine"));
        var chart = Flow.Chart("st>b b:Completed>zc b:Done>zd b:Canceled>zx");
        chart["root"]!["activities"]![1] = bulk;

        var id = await _host.StartNewAsync(chart);

        Assert.Equal(("st b cc cf zc zd", "Finished/Finished"), (await _host.StartedAsync(id), await _host.StatusAsync(id)));
    }

    [Fact]
    public async Task Bulk_TakesDictionariesAsInput_AndNothingToDoIsDone()
    {
        await PublishChildAsync(Flow.Node("j: Js setVariable('Seen', getInput('Name'))"));
        var bulk = Flow.Node("b: BulkDispatchWorkflows")
            .With("workflowDefinitionId", Flow.Input("String", "Literal", "child"))
            .With("items", Flow.Input("Object", "JavaScript", "[{ Name: 'one' }, { Name: 'two' }]"));
        var none = Flow.Node("n: BulkDispatchWorkflows").With("workflowDefinitionId", Flow.Input("String", "Literal", "child")).With("items", Flow.Input("Object", "JavaScript", "[]"));
        var chart = Flow.Chart("st>b b:Done>n n:Completed>x n:Done>z");
        chart["root"]!["activities"]![1] = bulk;
        chart["root"]!["activities"]![2] = none;

        var id = await _host.StartNewAsync(chart);

        var seen = new List<object?>();
        foreach (var child in await _host.InstancesAsync("child"))
            seen.Add((await _host.VariablesAsync(child.Id))["Seen"]);
        Assert.Equal(["one", "two"], seen.Order());
        Assert.Equal("st b n z", await _host.StartedAsync(id));
    }

    [Fact]
    public async Task Cancel_ReachesTheChildrenAllTheWayDown()
    {
        await _host.PublishAsync(Flow.Definition(Flow.Sequence("r", Flow.Node("t: Task")), "grandchild"));
        await PublishChildAsync(Child("ExecuteWorkflow", "grandchild", waits: true));
        var parentId = await StartParentAsync("ExecuteWorkflow", waits: true);

        await _host.CancelAsync(parentId);
        await _host.PumpAsync();

        var all = await _host.InstancesAsync();
        Assert.Equal(3, all.Count);
        foreach (var instance in all)
        {
            Assert.Equal("Finished/Cancelled", await _host.StatusAsync(instance.Id));
            Assert.Equal("", await _host.WaitingAsync(instance.Id));
            Assert.Contains((await _host.JournalAsync(instance.Id)).Entries, e => e.EventName == "Workflow cancelled");
        }
    }

    [Fact]
    public async Task Cancel_OfAnEndedParent_StillReachesItsChildren()
    {
        await PublishChildAsync(Flow.Node("t: Task"));
        var parentId = await StartParentAsync("ExecuteWorkflow", waits: false);

        var result = await _host.CancelAsync(parentId);

        Assert.Equal(RefusalReason.InstanceEnded, result.Refusal?.Reason);
        Assert.Equal("Finished/Cancelled", await _host.StatusAsync((await _host.InstancesAsync("child")).Single().Id));
    }

    [Fact]
    public async Task AWorkflowThatExecutesItself_IsStoppedAsAFault()
    {
        var self = Child("ExecuteWorkflow", "flow", waits: true);
        await _host.PublishAsync(Flow.Definition(Flow.Sequence("r", self)));

        await _host.StartAsync("flow");

        Assert.Contains(await _host.InstancesAsync(), i => i.SubStatus == WorkflowSubStatus.Faulted);
        Assert.InRange((await _host.InstancesAsync()).Count, 2, 100);
    }

    [Fact]
    public async Task AWorkflowAsActivity_RunsInTheSameInstanceAndLeavesByItsOutcome()
    {
        await PublishReusableAsync();
        var use = new JsonObject
        {
            ["id"] = "u", ["type"] = "CheckIt", ["version"] = 1, ["workflowDefinitionId"] = "check",
            ["amount"] = Flow.Input("Int32", "Literal", 4),
            ["double"] = new JsonObject { ["typeName"] = "Int32", ["memoryReference"] = new JsonObject { ["id"] = "v" } },
        };
        var chart = Flow.Chart("start>u u:Yes>y y>w u:No>n u:Done>dn", "start: Start");
        chart["root"]!["activities"]![1] = use;
        chart["variables"] = new JsonArray(Flow.Variable("v", "Doubled", "Int32"));

        var id = await _host.StartNewAsync(chart);

        var journal = await _host.JournalAsync(id);
        Assert.Equal("start u start o cp y w", string.Join(' ', journal.Entries.Where(e => e.EventName == "Started" && !e.ActivityType.EndsWith("Workflow", StringComparison.Ordinal) && e.ActivityType != "Elsa.Flowchart").Select(e => e.ActivityId)));
        Assert.Equal(8, (await _host.VariablesAsync(id))["Doubled"]);
        Assert.Equal("Finished/Finished", await _host.StatusAsync(id));
        Assert.Single(await _host.InstancesAsync());
    }

    [Fact]
    public async Task AWorkflowAsActivity_CanWaitInside()
    {
        await _host.PublishAsync(Flow.Definition(Flow.ChartRoot("flow1", "st>e e>q", "e: Event go"), "check", options: new JsonObject { ["usableAsActivity"] = true }).With("name", "Check it"));
        var chart = Flow.Chart("start>u u>z", "start: Start");
        chart["root"]!["activities"]![1] = new JsonObject { ["id"] = "u", ["type"] = "CheckIt", ["version"] = 1, ["workflowDefinitionId"] = "check" };
        var id = await _host.StartNewAsync(chart);
        Assert.Equal("e", await _host.WaitingAsync(id));

        await _host.SendEventAsync("go");

        Assert.Equal("Finished/Finished", await _host.StatusAsync(id));
        Assert.EndsWith("e q z", await _host.StartedAsync(id), StringComparison.Ordinal);
    }

    private async Task PublishReusableAsync()
    {
        var inner = Flow.ChartRoot("flow1", "start>o o>cp", "start: Start");
        inner["activities"]![1] = Flow.Node("o: SetOutput").With("outputName", Flow.Input("String", "Literal", "Double")).With("outputValue", Flow.Input("Object", "JavaScript", "getInput('Amount') * 2"));
        inner["activities"]![2] = Flow.Node("cp: Complete").With("outcomes", Flow.Input("Object", "Literal", "Yes"));
        var json = Flow.Definition(inner, "check", options: new JsonObject { ["usableAsActivity"] = true }).With("name", "Check it");
        json["inputs"] = new JsonArray(new JsonObject { ["name"] = "Amount", ["type"] = "Int32" });
        json["outputs"] = new JsonArray(new JsonObject { ["name"] = "Double", ["type"] = "Int32" });
        json["outcomes"] = new JsonArray("Yes", "No");
        await _host.PublishAsync(json);
    }

    private Task PublishChildAsync(JsonObject activity) => _host.PublishAsync(Flow.Definition(
        Flow.Sequence("r", activity), "child", new JsonArray(Flow.Variable("s", "Seen", "String"))));

    private static JsonObject Child(string type, string definitionId, bool waits) => Flow.Node($"x: {type}")
        .With("workflowDefinitionId", Flow.Input("String", "Literal", definitionId))
        .With("input", Flow.Input("ObjectDictionary", "JavaScript", "({ Amount: 7 })"))
        .With("waitForCompletion", Flow.Input("Boolean", "Literal", waits));

    private async Task<string> StartParentAsync(string type, bool waits) =>
        await _host.StartNewAsync(Flow.Definition(Flow.Sequence("r", Child(type, "child", waits), Flow.Node("z: WriteLine")), "parent"));
}
