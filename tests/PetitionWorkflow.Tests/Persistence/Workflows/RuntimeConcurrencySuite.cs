using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;
using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Journal;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Tests.Persistence.Workflows;

/// <summary>Many stimuli at once, and the caller's own rows beside a burst: the same on both databases.</summary>
public abstract class RuntimeConcurrencySuite : IAsyncLifetime
{
    private const int Branches = 12;

    private ServiceUnderTest? _service;

    protected abstract DatabaseProvider Database { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ServiceUnderTest Service => _service!;

    public async ValueTask InitializeAsync()
    {
        _service = await ServiceUnderTest.StartAsync(Database, services => services.RemoveAll<IStartupSeed>());
        await PublishAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task StimuliToOneInstance_AllAtOnce_ArriveEachOnce()
    {
        var id = await StartAsync();

        await Task.WhenAll(Enumerable.Range(0, Branches).Select(i => SendAsync(id, i)));

        var journal = await JournalAsync(id);
        Assert.Equal(Branches, journal.Entries.Count(e => e is { ActivityType: "Elsa.Event", EventName: "Completed" }));
        Assert.Equal(Enumerable.Range(0, journal.Entries.Count).Select(i => (long)i), journal.Entries.Select(e => e.Sequence));
        Assert.Equal(WorkflowSubStatus.Finished, (await InstanceAsync(id)).SubStatus);
    }

    [Fact]
    public async Task TheSameStimulusTwiceAtOnce_ArrivesOnce()
    {
        var id = await StartAsync();

        var bursts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SendAsync(id, 0)));

        Assert.Equal(1, bursts.Sum());
        Assert.Equal(Branches - 1, (await ReadAsync(store => store.FindBookmarksAsync(new BookmarkFilter { InstanceId = id }, Stop))).Count);
    }

    [Fact]
    public async Task ManyInstances_GoOnBesideOneAnother()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StartAsync()));

        await Task.WhenAll(ids.SelectMany(id => Enumerable.Range(0, Branches).Select(i => SendAsync(id, i))));

        foreach (var id in ids)
        {
            Assert.Equal(WorkflowSubStatus.Finished, (await InstanceAsync(id)).SubStatus);
        }
    }

    [Fact]
    public async Task QueuedStimuli_WithTwoPumpsAtWork_AreDoneOnce()
    {
        var id = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, Branches).Select(i => Service.Runner.RunAsync<bool>(
            services =>
            {
                services.GetRequiredService<IWorkflowRuntime>().Enqueue(EventStimuli.Of("go-" + i, i, instanceId: id));
                return Task.FromResult<Result<bool>>(true);
            },
            Stop)));

        var pump = Service.Services.GetRequiredService<WorkflowPump>();
        await Task.WhenAll(pump.RunAsync(Stop), pump.RunAsync(Stop));

        Assert.Equal(WorkflowSubStatus.Finished, (await InstanceAsync(id)).SubStatus);
        Assert.Equal(Branches, (await JournalAsync(id)).Entries.Count(e => e is { ActivityType: "Elsa.Event", EventName: "Completed" }));
    }

    [Fact]
    public async Task ABurstAndTheCallersRow_AreWrittenTogetherOrNotAtAll()
    {
        var id = await StartAsync();

        var refused = await Service.Runner.RunAsync<bool>(async services =>
        {
            await services.GetRequiredService<IWorkflowRuntime>().PublishAsync("go-0", instanceId: id, cancellationToken: Stop);
            services.GetRequiredService<UnitOfWork>().Db.Add(new ServiceSetting { Name = "own", Value = id });
            return new Refusal("changed-my-mind");
        }, Stop);
        Assert.True(refused.IsRefused);
        Assert.Equal((1, 0), ((await InstanceAsync(id)).ConcurrencyVersion, await OwnRowsAsync()));

        await Service.Runner.RunAsync<bool>(async services =>
        {
            await services.GetRequiredService<IWorkflowRuntime>().PublishAsync("go-0", instanceId: id, cancellationToken: Stop);
            services.GetRequiredService<UnitOfWork>().Db.Add(new ServiceSetting { Name = "own", Value = id });
            return true;
        }, Stop);

        Assert.Equal((2, 1), ((await InstanceAsync(id)).ConcurrencyVersion, await OwnRowsAsync()));
    }

    [Fact]
    public async Task AnInstanceThatEndsInOneUnit_TakesItsBookmarksAndTimersAlong()
    {
        var id = await StartAsync();

        await Service.Runner.RunAsync<bool>(async services =>
        {
            await services.GetRequiredService<IWorkflowRuntime>().CancelAsync(id, Stop);
            return true;
        }, Stop);

        Assert.Empty(await ReadAsync(store => store.FindBookmarksAsync(new BookmarkFilter { InstanceId = id }, Stop)));
        Assert.Equal(WorkflowSubStatus.Cancelled, (await InstanceAsync(id)).SubStatus);
    }

    /// <summary>One branch per event, all of them into a join that waits for all.</summary>
    private async Task PublishAsync()
    {
        var activities = new JsonArray(Activity("st", "Elsa.Start"), Activity("j", "Elsa.FlowJoin", "mode", "FlowJoinMode", "WaitAll"));
        var connections = new JsonArray();
        for (var i = 0; i < Branches; i++)
        {
            activities.Add(Activity("e" + i, "Elsa.Event", "eventName", "String", "go-" + i));
            connections.Add(Connection("st", "e" + i));
            connections.Add(Connection("e" + i, "j"));
        }

        var json = new JsonObject
        {
            ["definitionId"] = "many",
            ["name"] = "many",
            ["root"] = new JsonObject { ["id"] = "f", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = activities, ["connections"] = connections },
        };
        var result = await Service.Runner.RunAsync<bool>(async services =>
            (await services.GetRequiredService<WorkflowPublisher>().SaveAsync(WorkflowDefinitionJson.Parse(json.ToJsonString()).Definition!, publish: true, Stop)).Succeeded, Stop);
        Assert.True(result.Value);
    }

    private static JsonObject Activity(string id, string type, string? input = null, string? typeName = null, string? value = null)
    {
        var json = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        if (input is not null)
        {
            json[input] = new JsonObject { ["typeName"] = typeName, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        }

        return json;
    }

    private static JsonObject Connection(string source, string target) => new()
    {
        ["source"] = new JsonObject { ["activity"] = source, ["port"] = "Done" },
        ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
    };

    private async Task<string> StartAsync()
    {
        var result = await Service.Runner.RunAsync<BurstResult>(
            async services => await services.GetRequiredService<IWorkflowRuntime>().StartAsync(StartWorkflow.Of("many"), Stop), Stop);
        return result.Value.InstanceId;
    }

    /// <returns>How many bursts it caused.</returns>
    private async Task<int> SendAsync(string instanceId, int number)
    {
        var result = await Service.Runner.RunAsync<int>(
            async services => (await services.GetRequiredService<IWorkflowRuntime>().PublishAsync("go-" + number, instanceId: instanceId, cancellationToken: Stop)).Count(b => !b.IsRefused), Stop);
        return result.Value;
    }

    private Task<int> OwnRowsAsync() => Service.QueryAsync(db => Task.FromResult(db.Set<ServiceSetting>().Count(s => s.Name == "own")));

    private async Task<WorkflowInstanceRow> InstanceAsync(string id) => (await ReadAsync(store => store.FindInstanceAsync(id, Stop)))!;

    private async Task<WorkflowJournal> JournalAsync(string id) => WorkflowJournal.Read(await ReadAsync(store => store.ListBurstsAsync(id, Stop)));

    private async Task<T> ReadAsync<T>(Func<IWorkflowStore, ValueTask<T>> read)
    {
        await using var scope = Service.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<IWorkflowStore>());
    }
}

public sealed class SqliteRuntimeConcurrencyTests : RuntimeConcurrencySuite
{
    protected override DatabaseProvider Database => DatabaseProvider.Sqlite;
}

public sealed class PostgresRuntimeConcurrencyTests : RuntimeConcurrencySuite
{
    public PostgresRuntimeConcurrencyTests()
    {
        Assert.False(!PostgresServer.IsAvailable && Environment.GetEnvironmentVariable("PETITION_CI") == "1", "The build server must have PostgreSQL.");
        Assert.SkipUnless(PostgresServer.IsAvailable, $"{PostgresServer.Variable} names no PostgreSQL server.");
    }

    protected override DatabaseProvider Database => DatabaseProvider.PostgreSql;
}
