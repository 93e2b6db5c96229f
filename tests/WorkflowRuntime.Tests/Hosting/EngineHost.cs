using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Execution.State;
using WorkflowRuntime.Journal;
using WorkflowRuntime.Stores;
using WorkflowRuntime.Stores.InMemory;

namespace WorkflowRuntime.Tests.Hosting;

/// <summary>The engine over the store in memory, on a clock that the test moves.</summary>
internal sealed class EngineHost : IWorkflowTransactions, IDisposable
{
    private readonly ServiceProvider _provider;

    public EngineHost(Action<WorkflowRuntimeOptions>? configure = null, Action<IServiceCollection>? addServices = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(Database);
        services.AddScoped<InMemoryWorkflowStore>();
        services.AddScoped<IWorkflowStore>(provider => provider.GetRequiredService<InMemoryWorkflowStore>());
        services.AddSingleton<IWorkflowTransactions>(this);
        services.AddWorkflowRuntime(configure);
        addServices?.Invoke(services);
        _provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    public InMemoryDatabase Database { get; } = new();

    public IServiceProvider Services => _provider;

    public async Task<T> RunAsync<T>(Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var scope = _provider.CreateAsyncScope();
            var result = await work(scope.ServiceProvider, cancellationToken);
            try
            {
                scope.ServiceProvider.GetRequiredService<InMemoryWorkflowStore>().Commit();
                return result;
            }
            catch (ConcurrencyConflictException)
            {
                // Another unit was faster: once more from a fresh load.
            }
        }
    }

    public async Task<T> ReadAsync<T>(Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var scope = _provider.CreateAsyncScope();
        return await work(scope.ServiceProvider, cancellationToken);
    }

    public Task<T> RunAsync<T>(Func<IWorkflowRuntime, Task<T>> work) =>
        RunAsync((services, _) => work(services.GetRequiredService<IWorkflowRuntime>()), TestContext.Current.CancellationToken);

    /// <summary>Does what is queued and due; a failure of the pump fails the test.</summary>
    public async Task<PumpReport> PumpAsync()
    {
        var report = await _provider.GetRequiredService<WorkflowPump>().RunAsync(TestContext.Current.CancellationToken);
        Assert.True(report.Failures.Count == 0, string.Join(Environment.NewLine, report.Failures));
        return report;
    }

    /// <summary>Imports and publishes, as the designer's server does.</summary>
    public async Task<PublishResult> PublishAsync(string json, bool publish = true)
    {
        var reading = WorkflowDefinitionJson.Parse(json);
        Assert.True(reading.Definition is not null, reading.ToString());
        return await RunAsync(
            async (services, ct) => await services.GetRequiredService<WorkflowPublisher>().SaveAsync(reading.Definition, publish, ct),
            TestContext.Current.CancellationToken);
    }

    public Task<PublishResult> PublishAsync(JsonNode json) => PublishAsync(json.ToJsonString());

    public async Task<BurstResult> StartAsync(string definitionId, IReadOnlyDictionary<string, object?>? input = null)
    {
        var result = await RunAsync(runtime => runtime.StartAsync(StartWorkflow.Of(definitionId, input), TestContext.Current.CancellationToken));
        await PumpAsync();
        return result;
    }

    public async Task<BurstResult> ResumeAsync(string bookmarkId, IReadOnlyDictionary<string, object?>? input = null)
    {
        var result = await RunAsync(runtime => runtime.ResumeAsync(bookmarkId, input, TestContext.Current.CancellationToken));
        await PumpAsync();
        return result;
    }

    /// <summary>Sends a stimulus the way the REST routes do: queued, then pumped.</summary>
    public async Task SendAsync(Stimulus stimulus)
    {
        await RunAsync(runtime =>
        {
            runtime.Enqueue(stimulus);
            return Task.FromResult(true);
        });
        await PumpAsync();
    }

    public async Task AdvanceAsync(TimeSpan span)
    {
        Time.Advance(span);
        await PumpAsync();
    }

    public Task<T> ReadAsync<T>(Func<IWorkflowStore, CancellationToken, Task<T>> read) =>
        ReadAsync((services, ct) => read(services.GetRequiredService<IWorkflowStore>(), ct), TestContext.Current.CancellationToken);

    public Task<WorkflowInstanceRow> InstanceAsync(string id) => ReadAsync(async (store, ct) => (await store.FindInstanceAsync(id, ct))!);

    public async Task<InstanceState> StateAsync(string id) => InstanceStateJson.Read((await InstanceAsync(id)).State);

    public Task<WorkflowJournal> JournalAsync(string id) => ReadAsync(async (store, ct) => await WorkflowJournal.ReadAsync(store, id, ct));

    public async Task<IReadOnlyDictionary<string, object?>> VariablesAsync(string id)
    {
        var row = await InstanceAsync(id);
        var graph = await ReadAsync(async (store, ct) => await _provider.GetRequiredService<WorkflowGraphs>().FindAsync(row.DefinitionVersionId, store, cancellationToken: ct));
        return InstanceVariables.Read(graph!, InstanceStateJson.Read(row.State)).GroupBy(v => v.Name).ToDictionary(g => g.Key, g => g.First().Value);
    }

    public void Dispose() => _provider.Dispose();
}
