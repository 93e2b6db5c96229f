using System.Text.Json.Nodes;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Tests.Hosting;

namespace WorkflowRuntime.Tests.Activities;

/// <summary>Delay, Timer, Cron and StartAt, within a flow and as starts (semantics reference, part 2, 10). The clock begins on 2 March 2026, 01:00 UTC.</summary>
public sealed class TimeTests : IDisposable
{
    private readonly EngineHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("Elsa.Delay", "timeSpan", "TimeSpan", "00:10:00", 10)]
    [InlineData("Elsa.Timer", "interval", "TimeSpan", "00:10:00", 10)]
    [InlineData("Elsa.Cron", "cronExpression", "String", "0 10 * * * *", 10)]
    [InlineData("Elsa.StartAt", "dateTime", "DateTimeOffset", "2026-03-02T01:10:00Z", 10)]
    [InlineData("Elsa.StartAt", "dateTime", "DateTimeOffset", "2026-03-02T09:10:00+08:00", 10)]
    public async Task InAFlow_WaitsOnceUntilTheMoment(string type, string input, string typeName, string value, int minutes)
    {
        var wait = Flow.Node($"w: {type}").With(input, Flow.Input(typeName, "Literal", value));
        var id = await _host.StartNewAsync(Flow.Definition(Flow.Sequence("r", wait, Flow.Node("z: WriteLine"))));

        await _host.AdvanceAsync(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.Equal("w", await _host.WaitingAsync(id));
        await _host.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(("r w z", "Finished/Finished"), (await _host.StartedAsync(id), await _host.StatusAsync(id)));
    }

    [Fact]
    public async Task ADelayWithoutASpan_IsAMinute()
    {
        var id = await _host.StartNewAsync(Flow.Definition(Flow.Sequence("r", Flow.Node("w: Elsa.Delay"))));

        await _host.AdvanceAsync(TimeSpan.FromSeconds(59));
        Assert.Equal("w", await _host.WaitingAsync(id));
        await _host.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("Finished/Finished", await _host.StatusAsync(id));
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("-00:05:00")]
    public async Task ADelayOfNothing_StillSuspends_AndTheTimerResumesIt(string span)
    {
        await _host.PublishAsync(Flow.Chart("st>w w>z", $"w: Delay {span}"));
        var result = await _host.RunAsync(runtime => runtime.StartAsync(StartWorkflow.Of("flow"), TestContext.Current.CancellationToken));
        Assert.Equal("w", await _host.WaitingAsync(result.InstanceId));

        await _host.PumpAsync();

        Assert.Equal("Finished/Finished", await _host.StatusAsync(result.InstanceId));
    }

    [Fact]
    public async Task AStartAtInThePast_DoesNotWait()
    {
        var id = await _host.StartNewAsync(Flow.Definition(Flow.Sequence("r", StartAt("2026-03-01T00:00:00Z", false), Flow.Node("z: WriteLine"))));

        Assert.Equal("Finished/Finished", await _host.StatusAsync(id));
        var record = (await _host.JournalAsync(id)).Executions.Single(x => x.ActivityType == "Elsa.StartAt");
        Assert.Contains("Executed At", record.Payload!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStartAtTriggerInThePast_StartsAtOnceAndOnce()
    {
        await _host.PublishAsync(Flow.Definition(Flow.Sequence("r", StartAt("2026-03-01T00:00:00Z", true))));
        await _host.PumpAsync();
        await _host.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Single(await _host.InstancesAsync());
    }

    [Fact]
    public async Task ATimerTrigger_StartsAnInstanceEveryInterval_AndDoesNotCatchUp()
    {
        await _host.PublishAsync(Flow.Definition(Flow.Sequence("r", Trigger("Elsa.Timer", "interval", "TimeSpan", "00:10:00"))));
        await _host.PumpAsync();
        Assert.Empty(await _host.InstancesAsync());

        await _host.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Single(await _host.InstancesAsync());
        await _host.AdvanceAsync(TimeSpan.FromMinutes(35));
        Assert.Equal(2, (await _host.InstancesAsync()).Count);
        await _host.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(3, (await _host.InstancesAsync()).Count);
        Assert.All(await _host.InstancesAsync(), i => Assert.Equal(Stores.WorkflowSubStatus.Finished, i.SubStatus));
    }

    [Fact]
    public async Task ACronTrigger_StartsAtEachMoment_AndAMissedOneIsLost()
    {
        await _host.PublishAsync(Flow.Definition(Flow.Sequence("r", Trigger("Elsa.Cron", "cronExpression", "String", "0 0 * * * *"))));

        await _host.AdvanceAsync(TimeSpan.FromMinutes(60));
        Assert.Single(await _host.InstancesAsync());
        await _host.AdvanceAsync(TimeSpan.FromMinutes(190));

        Assert.Equal(2, (await _host.InstancesAsync()).Count);
    }

    [Fact]
    public async Task Retract_StopsARecurringStartAtOnce()
    {
        await _host.PublishAsync(Flow.Definition(Flow.Sequence("r", Trigger("Elsa.Timer", "interval", "TimeSpan", "00:10:00"))));
        await _host.PublisherAsync(async (publisher, ct) => await publisher.RetractAsync("flow", ct));

        await _host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Empty(await _host.InstancesAsync());
    }

    [Theory]
    [InlineData("every minute")]
    [InlineData("* * * * *")]
    public async Task AnInvalidCron_IsNotPublished(string cron)
    {
        var result = await _host.PublishAsync(Flow.Definition(Flow.Sequence("r", Trigger("Elsa.Cron", "cronExpression", "String", cron))));

        Assert.Contains("payload", Assert.Single(result.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACancelledWait_TakesItsTimerAlong()
    {
        var id = await _host.StartNewAsync(Flow.Chart("st>w w>z", "w: Delay 00:10:00"));
        await _host.CancelAsync(id);

        await _host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(("st w", "Finished/Cancelled"), (await _host.StartedAsync(id), await _host.StatusAsync(id)));
        Assert.Empty(await _host.ReadAsync(async (store, ct) => await store.ListDueTimersAsync(DateTime.MaxValue, 10, ct)));
    }

    [Fact]
    public async Task ATimerThatWasMissedWhileTheHostWasDown_FiresOnceWhenItIsBack()
    {
        var id = await _host.StartNewAsync(Flow.Chart("st>w w>z", "w: Delay 00:10:00"));
        _host.Time.Advance(TimeSpan.FromDays(2));

        await _host.PumpAsync();
        await _host.PumpAsync();

        Assert.Equal("st w z", await _host.StartedAsync(id));
    }

    private static JsonObject StartAt(string moment, bool canStart)
    {
        var activity = Flow.Node("s: Elsa.StartAt").With("dateTime", Flow.Input("DateTimeOffset", "Literal", moment));
        return canStart ? activity.With("customProperties", new JsonObject { ["canStartWorkflow"] = true }) : activity;
    }

    private static JsonObject Trigger(string type, string input, string typeName, string value) =>
        Flow.Node($"s: {type}").With(input, Flow.Input(typeName, "Literal", value)).With("customProperties", new JsonObject { ["canStartWorkflow"] = true });
}
