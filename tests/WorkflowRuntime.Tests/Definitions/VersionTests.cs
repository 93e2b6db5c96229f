using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Tests.Hosting;
using System.Text.Json.Nodes;

namespace WorkflowRuntime.Tests.Definitions;

/// <summary>Version flags as recorded, running instances, activation strategies (semantics reference, part 2, 12).</summary>
public sealed class VersionTests : IDisposable
{
    private readonly EngineHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Versions_GoAsRecorded()
    {
        await SaveAsync("a", publish: true);
        Assert.Equal("(1 L P)", await VersionsAsync());
        await SaveAsync("b", publish: false);
        Assert.Equal("(2 L)(1 P)", await VersionsAsync());
        await SaveAsync("c", publish: false);
        Assert.Equal("(2 L)(1 P)", await VersionsAsync());
        await _host.PublisherAsync(async (publisher, ct) => await publisher.PublishAsync("flow", ct));
        Assert.Equal("(2 L P)(1)", await VersionsAsync());
        await SaveAsync("d", publish: true);
        Assert.Equal("(3 L P)(2)(1)", await VersionsAsync());
        await _host.PublisherAsync(async (publisher, ct) => await publisher.RevertAsync("flow", 1, ct));
        Assert.Equal("(4 L)(3 P)(2)(1)", await VersionsAsync());
        await _host.PublisherAsync(async (publisher, ct) => await publisher.PublishAsync("flow", ct));
        await _host.PublisherAsync(async (publisher, ct) => await publisher.RetractAsync("flow", ct));
        Assert.Equal("(4 L)(3)(2)(1)", await VersionsAsync());

        var top = (await ListAsync())[0];
        await _host.PublisherAsync(async (publisher, ct) => await publisher.DeleteVersionAsync(top.Id, ct));
        Assert.Equal("(3 L)(2)(1)", await VersionsAsync());
    }

    [Fact]
    public async Task ARunningInstance_StaysOnItsVersion()
    {
        await _host.PublishAsync(Flow.Chart("st>e e>old", "e: Event go"));
        var id = (await _host.StartAsync("flow")).InstanceId;
        await _host.PublishAsync(Flow.Chart("st>e e>new", "e: Event go"));
        var other = (await _host.StartAsync("flow")).InstanceId;

        await _host.SendEventAsync("go");

        Assert.Equal(("st e old", "st e new"), (await _host.StartedAsync(id), await _host.StartedAsync(other)));
        Assert.Equal((1, 2), ((await _host.InstanceAsync(id)).Version, (await _host.InstanceAsync(other)).Version));
    }

    [Fact]
    public async Task ANewStart_UsesWhatIsPublished_OrWhatIsAskedFor()
    {
        await SaveAsync("one", publish: true);
        await SaveAsync("two", publish: false);

        Assert.Equal("st one", await StartAsync(VersionOptions.Published));
        Assert.Equal("st two", await StartAsync(VersionOptions.Latest));
        Assert.Equal("st one", await StartAsync(VersionOptions.Specific(1)));
        Assert.Equal("DefinitionNotFound", await StartAsync(VersionOptions.Specific(9)));
    }

    [Fact]
    public async Task ADraftThatIsSavedAgain_RunsAsItNowIs()
    {
        await SaveAsync("one", publish: false);
        Assert.Equal("st one", await StartAsync(VersionOptions.Latest));
        await SaveAsync("two", publish: false);

        Assert.Equal("st two", await StartAsync(VersionOptions.Latest));
    }

    [Fact]
    public async Task AChildLookedUpBeforeItsPublication_IsFoundAfterwards()
    {
        Assert.Equal("DefinitionNotFound", await StartAsync(VersionOptions.Published));
        await SaveAsync("one", publish: true);

        Assert.Equal("st one", await StartAsync(VersionOptions.Published));
    }

    [Theory]
    [InlineData(null, "", "", true)]
    [InlineData("Elsa.Workflows.Runtime.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Runtime", "c", "c", true)]
    [InlineData("Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime", "c", "d", false)]
    [InlineData("SingletonStrategy", "", "", false)]
    [InlineData("CorrelatedSingletonStrategy", "c", "c", false)]
    [InlineData("CorrelatedSingletonStrategy", "c", "d", true)]
    [InlineData("CorrelationStrategy", "c", "c", false)]
    [InlineData("CorrelationStrategy", "c", "d", true)]
    [InlineData("SomethingElse", "c", "c", true)]
    public async Task AnActivationStrategy_DecidesWhetherASecondInstanceMayStart(string? strategy, string first, string second, bool allowed)
    {
        var chart = Flow.Chart("st>t", "t: Task");
        chart["options"] = new JsonObject { ["activationStrategyType"] = strategy };
        await _host.PublishAsync(chart);
        var one = await StartWithAsync(first);

        var two = await StartWithAsync(second);

        Assert.Equal(allowed ? null : RefusalReason.NotAllowedToStart, two.Refusal?.Reason);
        await _host.CancelAsync(one.InstanceId);
        Assert.False((await StartWithAsync(first)).IsRefused && allowed);
    }

    [Fact]
    public async Task TheCorrelationStrategy_CountsInstancesOfOtherDefinitions_AndASingletonFreesItsPlace()
    {
        await _host.PublishAsync(Flow.Definition(Flow.Sequence("r", Flow.Node("t: Task")), "other"));
        await _host.RunAsync(runtime => runtime.StartAsync(StartWorkflow.Of("other", correlationId: "c"), TestContext.Current.CancellationToken));
        var chart = Flow.Chart("st>z");
        chart["options"] = new JsonObject { ["activationStrategyType"] = "CorrelationStrategy" };
        await _host.PublishAsync(chart);

        Assert.True((await StartWithAsync("c")).IsRefused);
        Assert.False((await StartWithAsync("d")).IsRefused);
    }

    private Task<PublishResult> SaveAsync(string activity, bool publish) => _host.PublishAsync(Flow.Chart($"st>{activity}").ToJsonString(), publish);

    private Task<BurstResult> StartWithAsync(string correlationId) =>
        _host.RunAsync(runtime => runtime.StartAsync(StartWorkflow.Of("flow", correlationId: correlationId), TestContext.Current.CancellationToken));

    private async Task<string> StartAsync(VersionOptions version)
    {
        var result = await _host.RunAsync(runtime => runtime.StartAsync(new StartWorkflow { DefinitionId = "flow", Version = version }, TestContext.Current.CancellationToken));
        return result.Refusal is { } refusal ? refusal.Reason.ToString() : await _host.StartedAsync(result.InstanceId);
    }

    private async Task<string> VersionsAsync() =>
        string.Concat((await ListAsync()).Select(v => $"({v.Version}{(v.IsLatest ? " L" : "")}{(v.IsPublished ? " P" : "")})"));

    private Task<IReadOnlyList<Stores.DefinitionVersion>> ListAsync() => _host.ReadAsync(async (store, ct) => await store.ListVersionsAsync("flow", ct));
}
