using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Journal;
using WorkflowRuntime.Stores;
using WorkflowRuntime.Stores.InMemory;

namespace PetitionWorkflow.Benchmarks.Crash;

/// <summary>
/// Lives an instance's life once more, in memory and without a crash: the same stimuli in the same order must give the same journal,
/// burst by burst, and the same status at the end.
/// </summary>
internal sealed class CrashReplay
{
    private readonly ServiceProvider _provider;
    private bool _isPublished;

    public CrashReplay()
    {
        var services = new ServiceCollection();
        services.AddSingleton(new InMemoryDatabase());
        services.AddScoped<InMemoryWorkflowStore>();
        services.AddScoped<IWorkflowStore>(provider => provider.GetRequiredService<InMemoryWorkflowStore>());
        services.AddSingleton<IWorkflowTransactions, NoTransactions>();
        services.AddWorkflowRuntime();
        _provider = services.BuildServiceProvider();
    }

    public async Task<string?> FindDifferenceAsync(InstanceSummary instance, IReadOnlyList<BurstRow> bursts)
    {
        await PublishAsync();
        var result = await RunAsync(runtime => runtime.StartAsync(StartWorkflow.Of(instance.DefinitionId)));
        var names = new Dictionary<string, string>();
        for (var i = 0; ; i++)
        {
            var original = WorkflowJournal.Read([bursts[i]]).Entries;
            var copy = WorkflowJournal.Read([(await BurstsAsync(result.InstanceId))[i]]).Entries;
            if (!original.Select(Line).SequenceEqual(copy.Select(Line)))
            {
                return $"burst {i + 1} of {bursts.Count}: {string.Join(", ", original.Select(Line))} instead of {string.Join(", ", copy.Select(Line))}";
            }

            foreach (var (theirs, ours) in original.Zip(copy))
            {
                names[theirs.ActivityInstanceId] = ours.ActivityInstanceId;
            }

            if (i + 1 == bursts.Count)
            {
                return (instance.Status, instance.SubStatus) == (result.Status, result.SubStatus) ? null : $"{instance.SubStatus} instead of {result.SubStatus}";
            }

            var resumed = names[WorkflowJournal.Read([bursts[i + 1]]).Entries[0].ActivityInstanceId];
            var waiting = await FindWaitAsync(resumed);
            if (waiting is null)
            {
                return $"burst {i + 2} resumed what no longer waited";
            }

            result = await RunAsync(runtime => runtime.ResumeAsync(waiting.Id));
        }
    }

    private static string Line(JournalEntry entry) => $"{entry.EventName} {entry.ActivityNodeId}";

    private async Task PublishAsync()
    {
        if (_isPublished)
        {
            return;
        }

        _isPublished = true;
        await using var scope = _provider.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<InMemoryWorkflowStore>();
        foreach (var definition in CrashFlows.All())
        {
            await scope.ServiceProvider.GetRequiredService<WorkflowPublisher>().SaveAsync(definition, publish: true);
        }

        store.Commit();
    }

    private async Task<BurstResult> RunAsync(Func<IWorkflowRuntime, Task<BurstResult>> call)
    {
        await using var scope = _provider.CreateAsyncScope();
        var result = await call(scope.ServiceProvider.GetRequiredService<IWorkflowRuntime>());
        scope.ServiceProvider.GetRequiredService<InMemoryWorkflowStore>().Commit();
        return result;
    }

    private async Task<BookmarkRow?> FindWaitAsync(string activityInstanceId)
    {
        await using var scope = _provider.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<IWorkflowStore>().FindBookmarksAsync(new BookmarkFilter { ActivityInstanceId = activityInstanceId }, default);
        return found.Count == 1 ? found[0] : null;
    }

    private async Task<IReadOnlyList<BurstRow>> BurstsAsync(string instanceId)
    {
        await using var scope = _provider.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IWorkflowStore>().ListBurstsAsync(instanceId, default);
    }

    /// <summary>Nothing here is queued.</summary>
    private sealed class NoTransactions : IWorkflowTransactions
    {
        public Task<T> RunAsync<T>(Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<T> ReadAsync<T>(Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
