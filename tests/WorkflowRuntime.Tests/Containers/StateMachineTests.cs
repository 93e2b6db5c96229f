using System.Text.Json.Nodes;
using WorkflowRuntime.Tests.Hosting;

namespace WorkflowRuntime.Tests.Containers;

/// <summary>StateMachine (semantics reference, 11): entry, triggers side by side, action, exit, next state.</summary>
public sealed class StateMachineTests : IDisposable
{
    private readonly EngineHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task ATrigger_RunsActionAndExit_AndTheNextStateIsEntered()
    {
        var id = await StartAsync();
        Assert.Equal(("Running/Suspended", "approve reject"), (await _host.StatusAsync(id), await _host.WaitingAsync(id)));

        await _host.SendEventAsync("yes");

        Assert.Equal(("Finished/Finished", "", "m open approve reject act close done"), (await _host.StatusAsync(id), await _host.WaitingAsync(id), await InOrderAsync(id, "Started")));
        Assert.Equal("reject", await InOrderAsync(id, "Canceled"));
    }

    [Fact]
    public async Task ATriggerWhoseConditionFails_WaitsAgain()
    {
        var id = await StartAsync("false");

        await _host.SendEventAsync("yes");
        Assert.Equal("reject approve", await _host.WaitingAsync(id));
        await _host.SendEventAsync("no");

        Assert.Equal(("Running/Suspended", "approve reject"), (await _host.StatusAsync(id), await _host.WaitingAsync(id)));
        Assert.Equal("m open approve reject approve close open approve reject", await InOrderAsync(id, "Started"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nowhere")]
    public async Task WithoutAKnownInitialState_ItCompletes(string? initial)
    {
        var machine = Machine("true");
        machine["initialState"] = initial;
        await _host.PublishAsync(Flow.Definition(machine));

        var started = await _host.StartAsync("flow");

        Assert.Equal("Finished/Finished", await _host.StatusAsync(started.InstanceId));
    }

    private async Task<string> StartAsync(string condition = "true")
    {
        await _host.PublishAsync(Flow.Definition(Machine(condition)));
        return (await _host.StartAsync("flow")).InstanceId;
    }

    private async Task<string> InOrderAsync(string id, string eventName) =>
        string.Join(' ', (await _host.JournalAsync(id)).Entries.Where(e => e.EventName == eventName && e.ActivityType != "Elsa.Workflow").Select(e => e.ActivityId));

    private static JsonObject Machine(string condition)
    {
        var machine = Flow.Node("m: Elsa.StateMachine");
        machine["initialState"] = "Open";
        machine["states"] = new JsonArray(
            new JsonObject { ["name"] = "Open", ["entry"] = Flow.Node("open: WriteLine"), ["exit"] = Flow.Node("close: WriteLine") },
            new JsonObject { ["name"] = "Done", ["entry"] = Flow.Node("done: WriteLine"), ["exit"] = null });
        machine["transitions"] = new JsonArray(
            new JsonObject
            {
                ["name"] = "Approve", ["from"] = "Open", ["to"] = "Done", ["trigger"] = Flow.Node("approve: Event yes"),
                ["condition"] = Flow.Input("Boolean", "JavaScript", condition), ["action"] = Flow.Node("act: WriteLine"),
            },
            new JsonObject { ["name"] = "Reject", ["from"] = "Open", ["to"] = "Open", ["trigger"] = Flow.Node("reject: Event no") });
        return machine;
    }
}
