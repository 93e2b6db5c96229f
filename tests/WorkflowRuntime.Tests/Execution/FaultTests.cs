using System.Text.Json.Nodes;
using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Stores;
using WorkflowRuntime.Tests.Hosting;

namespace WorkflowRuntime.Tests.Execution;

/// <summary>Faults, both incident strategies (semantics reference, part 2, 8.4) and retry.</summary>
public sealed class FaultTests : IDisposable
{
    private const string Continue = "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core";

    private readonly EngineHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData(null, WorkflowStatus.Finished, WorkflowSubStatus.Faulted)]
    [InlineData("FaultStrategy", WorkflowStatus.Finished, WorkflowSubStatus.Faulted)]
    [InlineData(Continue, WorkflowStatus.Running, WorkflowSubStatus.Suspended)]
    public async Task F1F2_AFaultInOneBranch_LetsTheOthersRunOn(string? strategy, WorkflowStatus status, WorkflowSubStatus subStatus)
    {
        var id = await StartAsync(Flow.Chart("st>f st>a f>b a>c", "f: Fault no"), strategy);

        var journal = await _host.JournalAsync(id);
        var row = await _host.InstanceAsync(id);
        Assert.Equal("st f a c", journal.Started());
        Assert.Equal("st a c", journal.Completed());
        Assert.Equal((status, subStatus, 1), (row.Status, row.SubStatus, row.IncidentCount));
        Assert.Equal(["Workflow1:1", "flow1:1", "f:1"], journal.Executions.Where(e => e.AggregateFaultCount > 0).Select(e => $"{e.ActivityId}:{e.AggregateFaultCount}"));
    }

    [Fact]
    public async Task F3_AFaultBesideATask_LeavesTheTaskAndRefusesToResumeIt()
    {
        var id = await StartAsync(Flow.Chart("st>t st>f t>z", "t: Task", "f: Fault no"), null);
        var bookmark = Assert.Single((await _host.StateAsync(id)).Bookmarks);

        var result = await _host.ResumeAsync(bookmark.Id);

        Assert.Equal(RefusalReason.InstanceEnded, result.Refusal?.Reason);
        Assert.Equal("st t f", (await _host.JournalAsync(id)).Started());
    }

    [Fact]
    public async Task F3_WithContinue_TheOtherBranchGoesOnAndTheInstanceStaysOpen()
    {
        var id = await StartAsync(Flow.Chart("st>t st>f t>z", "t: Task", "f: Fault no"), Continue);

        await _host.ResumeAsync((await _host.StateAsync(id)).Bookmarks.Single().Id);

        Assert.Equal("st t f z", (await _host.JournalAsync(id)).Started());
        Assert.Equal(WorkflowSubStatus.Suspended, (await _host.InstanceAsync(id)).SubStatus);
    }

    [Fact]
    public async Task F4_AFaultInASequence_StopsIt()
    {
        var root = Flow.Sequence("r", Flow.Node("s1: WriteLine"), Flow.Node("f: Fault no"), Flow.Node("s2: WriteLine"));
        var id = await StartAsync(Flow.Definition(root), Continue);

        Assert.Equal("r s1 f", (await _host.JournalAsync(id)).Started());
        Assert.Empty((await _host.StateAsync(id)).Bookmarks);
    }

    [Fact]
    public async Task Fault_ByAScript_NamesActivityLineAndMessage()
    {
        var set = Flow.Node("bad: WriteLine").With("text", Flow.Input("String", "JavaScript", "const a = 1;\nmissing.thing"));
        var id = await StartAsync(Flow.Definition(Flow.Sequence("r", set)), null);

        var incident = Assert.Single((await _host.StateAsync(id)).Incidents);
        Assert.Equal("bad", incident.ActivityId);
        Assert.Equal("Failed to evaluate activity input 'Text'", incident.Message);
        var cause = incident.Exception?.InnerException;
        Assert.Contains("missing", cause?.Message, StringComparison.Ordinal);
        Assert.Equal(2, cause?.Line);
    }

    [Fact]
    public async Task Retry_AfterTheCauseIsGone_CompletesTheFlow()
    {
        var variables = new JsonArray(Flow.Variable("v", "Ready", "Boolean", "false"));
        var check = Flow.Node("check: WriteLine").With("text", Flow.Input("String", "JavaScript", "if (!getVariable('Ready')) throw new Error('not yet'); 'fine'"));
        var chart = Flow.Chart("st>e st>check e>j check>z", "e: Event ready", "j: Js variables.Ready = true");
        chart["root"]!["activities"]![2] = check;
        chart["variables"] = variables;
        var id = await StartAsync(chart, Continue);
        await _host.SendAsync(EventStimuli.Of("ready"));

        var result = await _host.RunAsync(runtime => runtime.RetryAsync(id, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Null(result.Refusal);
        Assert.Equal(WorkflowSubStatus.Finished, result.SubStatus);
        var journal = await _host.JournalAsync(id);
        Assert.Equal(0, journal.Executions.Max(e => e.AggregateFaultCount));
        Assert.Single((await _host.StateAsync(id)).Incidents);
    }

    [Fact]
    public async Task Retry_OfAFaultedInstance_BringsItsTasksBack()
    {
        var variables = new JsonArray(Flow.Variable("v", "Ready", "Boolean", "false"));
        var check = Flow.Node("check: WriteLine").With("text", Flow.Input("String", "JavaScript", "if (!getVariable('Ready')) { setVariable('Ready', true); throw new Error('not yet'); } 'fine'"));
        var chart = Flow.Chart("st>t st>check check>z", "t: Task");
        chart["root"]!["activities"]![2] = check;
        chart["variables"] = variables;
        var id = await StartAsync(chart, null);
        Assert.Equal(WorkflowSubStatus.Faulted, (await _host.InstanceAsync(id)).SubStatus);

        await _host.RunAsync(runtime => runtime.RetryAsync(id, cancellationToken: TestContext.Current.CancellationToken));
        await _host.ResumeAsync((await _host.StateAsync(id)).Bookmarks.Single().Id);

        Assert.Equal(WorkflowSubStatus.Finished, (await _host.InstanceAsync(id)).SubStatus);
    }

    [Fact]
    public async Task Retry_OnAVersionThatWasMended_CompletesTheFlow()
    {
        var chart = Flow.Chart("st>check check>z", "z: WriteLine");
        chart["root"]!["activities"]![1] = Broken("throw new Error('broken')");
        var id = await StartAsync(chart, null);
        chart["root"]!["activities"]![1] = Broken("'mended'");
        var mended = (await _host.PublishAsync(chart)).Definition.Id;
        Assert.NotEmpty((await _host.RunAsync(runtime => runtime.RetryAsync(id, cancellationToken: TestContext.Current.CancellationToken))).Incidents);

        var result = await _host.RunAsync(runtime => runtime.RetryOnAsync(id, mended, TestContext.Current.CancellationToken));

        Assert.Null(result.Refusal);
        var row = await _host.InstanceAsync(id);
        Assert.Equal((WorkflowSubStatus.Finished, mended, 2), (row.SubStatus, row.DefinitionVersionId, row.Version));
    }

    [Fact]
    public async Task Retry_OnAVersionWithoutTheStep_IsRefusedAndMovesNothing()
    {
        var chart = Flow.Chart("st>check", "check: Fault no");
        var id = await StartAsync(chart, null);
        var before = (await _host.InstanceAsync(id)).DefinitionVersionId;
        var other = (await _host.PublishAsync(Flow.Chart("st>other", "other: WriteLine"))).Definition.Id;

        var result = await _host.RunAsync(runtime => runtime.RetryOnAsync(id, other, TestContext.Current.CancellationToken));

        Assert.Equal(RefusalReason.StepsAreGone, result.Refusal?.Reason);
        Assert.Equal(before, (await _host.InstanceAsync(id)).DefinitionVersionId);
    }

    [Fact]
    public async Task Retry_WithoutAFault_IsRefused()
    {
        var id = await StartAsync(Flow.Chart("st>t", "t: Task"), null);

        var result = await _host.RunAsync(runtime => runtime.RetryAsync(id, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(RefusalReason.NothingToRetry, result.Refusal?.Reason);
    }

    [Fact]
    public async Task Fault_OfTwoBranches_KeepsBothIncidents()
    {
        var id = await StartAsync(Flow.Chart("st>f st>g", "f: Fault one", "g: Fault two"), null);

        Assert.Equal(["one", "two"], (await _host.StateAsync(id)).Incidents.Select(i => i.Message));
    }

    private static JsonObject Broken(string script) => (JsonObject)Flow.Node("check: WriteLine").With("text", Flow.Input("String", "JavaScript", script));

    private async Task<string> StartAsync(JsonObject definition, string? strategy)
    {
        definition["options"] = new JsonObject { ["incidentStrategyType"] = strategy };
        await _host.PublishAsync(definition);
        return (await _host.StartAsync("flow")).InstanceId;
    }
}
