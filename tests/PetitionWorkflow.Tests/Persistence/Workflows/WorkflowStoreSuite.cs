using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Tests.Persistence.Workflows;

/// <summary>
/// What the engine may rely on, whatever the database: facts with one hole. Each unit below is a scope and a commit of its own, as two
/// requests would be.
/// </summary>
public abstract partial class WorkflowStoreSuite : IAsyncLifetime
{
    private ServiceUnderTest? _service;

    protected abstract DatabaseProvider Database { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ServiceUnderTest Service => _service!;

    private static DateTime Now => ServiceUnderTest.Start.UtcDateTime;

    public async ValueTask InitializeAsync() => _service = await ServiceUnderTest.StartAsync(Database, services => services.RemoveAll<IStartupSeed>());

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private async Task WriteAsync(Func<IWorkflowStore, Task> write)
    {
        var result = await Service.Runner.RunAsync<bool>(async services =>
        {
            await write(services.GetRequiredService<IWorkflowStore>());
            return true;
        }, Stop);
        Assert.Null(result.Refusal);
    }

    private Task WriteAsync(Action<IWorkflowStore> write) => WriteAsync(store =>
    {
        write(store);
        return Task.CompletedTask;
    });

    private async Task<T> ReadAsync<T>(Func<IWorkflowStore, ValueTask<T>> read)
    {
        await using var scope = Service.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<IWorkflowStore>());
    }

    /// <summary>Writes, looks, and is refused at the end.</summary>
    private async Task<T> TryOutAsync<T>(Func<IWorkflowStore, Task<T>> work)
    {
        T? seen = default;
        var result = await Service.Runner.RunAsync<bool>(async services =>
        {
            seen = await work(services.GetRequiredService<IWorkflowStore>());
            return new Refusal("only-trying");
        }, Stop);
        Assert.True(result.IsRefused);
        return seen!;
    }

    private static WorkflowInstanceRow Instance(string id, string definition = "flow", string? correlation = null) => new()
    {
        Id = id,
        DefinitionId = definition,
        DefinitionVersionId = definition + "-1",
        Version = 1,
        Status = WorkflowStatus.Running,
        SubStatus = WorkflowSubStatus.Suspended,
        CorrelationId = correlation,
        CreatedAt = Now,
        UpdatedAt = Now,
        State = [1, 2, 3],
    };

    private static BookmarkRow Bookmark(string id, string instance, string hash = "h", string? correlation = null, int seconds = 0) => new()
    {
        Id = id,
        InstanceId = instance,
        Name = "Elsa.Event",
        Hash = hash,
        CorrelationId = correlation,
        ActivityId = "wait",
        ActivityNodeId = "flow:wait",
        ActivityInstanceId = "x" + id,
        Payload = """{"eventName":"go"}""",
        CreatedAt = Now.AddSeconds(seconds),
    };

    private static WorkItemRow Work(string id, long sequence, WorkItemState state = WorkItemState.Ready) => new()
    {
        Id = id,
        Sequence = sequence,
        Kind = WorkItemKind.Stimulus,
        State = state,
        NotBefore = Now,
        CreatedAt = Now,
        Payload = "{}",
    };
}

public sealed class SqliteWorkflowStoreTests : WorkflowStoreSuite
{
    protected override DatabaseProvider Database => DatabaseProvider.Sqlite;
}

public sealed class PostgresWorkflowStoreTests : WorkflowStoreSuite
{
    public PostgresWorkflowStoreTests()
    {
        Assert.False(!PostgresServer.IsAvailable && Environment.GetEnvironmentVariable("PETITION_CI") == "1", "The build server must have PostgreSQL.");
        Assert.SkipUnless(PostgresServer.IsAvailable, $"{PostgresServer.Variable} names no PostgreSQL server.");
    }

    protected override DatabaseProvider Database => DatabaseProvider.PostgreSql;
}
