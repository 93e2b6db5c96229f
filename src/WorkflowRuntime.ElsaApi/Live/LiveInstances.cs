using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkflowRuntime.ElsaApi.Journal;
using WorkflowRuntime.Journal;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Live;

/// <summary>
/// Looks at the instances that somebody has open and tells their viewers when one was changed, by whichever node. Costs nothing while
/// no viewer is open, and one query a second while some are.
/// </summary>
public sealed partial class LiveInstances(IHubContext<WorkflowInstanceHub> hub, IWorkflowTransactions transactions, ILogger<LiveInstances> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, string> _observed = new();
    private readonly ConcurrentDictionary<string, string> _newcomers = new();
    private readonly Dictionary<string, DateTime> _seen = [];
    private readonly SemaphoreSlim _wake = new(0);

    internal void Observe(string connectionId, string instanceId)
    {
        // Told once at the next look: what changed while the viewer was loading is not missed. Who watched before has seen it.
        _newcomers[connectionId] = instanceId;
        _observed[connectionId] = instanceId;
        _wake.Release();
    }

    internal void Forget(string connectionId)
    {
        _newcomers.TryRemove(connectionId, out _);
        _observed.TryRemove(connectionId, out _);
    }

    /// <summary>Tells of what has changed since the last look.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var ids = _observed.Values.Distinct().ToList();
        foreach (var gone in _seen.Keys.Except(ids).ToList())
            _seen.Remove(gone);
        if (ids.Count == 0)
            return;
        var newcomers = _newcomers.ToLookup(entry => entry.Value, entry => entry.Key);
        var summaries = await transactions.ReadAsync(
            async (services, ct) => (await Store(services).ListInstancesAsync(new InstanceFilter { Ids = ids, Take = ids.Count }, ct)).Items, cancellationToken);
        foreach (var summary in summaries)
        {
            var isChanged = _seen.TryGetValue(summary.Id, out var before) && before != summary.UpdatedAt;
            var arrived = newcomers[summary.Id].ToList();
            if (isChanged)
                await TellAsync(hub.Clients.Group(summary.Id), summary.Id, cancellationToken);
            else if (arrived.Count > 0)
                await TellAsync(hub.Clients.Clients(arrived), summary.Id, cancellationToken);
            _seen[summary.Id] = summary.UpdatedAt;
            foreach (var connection in arrived)
                _newcomers.TryRemove(connection, out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WatchAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ends, perhaps before it had begun: nothing failed here.
        }
    }

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (_observed.IsEmpty)
                await _wake.WaitAsync(stoppingToken);
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                // The viewers keep what they show; the next look tells them.
                LogFailed(failed);
            }

            // Real time, whatever clock the service runs on: somebody is watching.
            await Task.Delay(Interval, stoppingToken);
        }
    }

    private async Task TellAsync(IClientProxy viewers, string instanceId, CancellationToken cancellationToken)
    {
        var journal = await transactions.ReadAsync(async (services, ct) => await WorkflowJournal.ReadAsync(Store(services), instanceId, ct), cancellationToken);
        await viewers.SendAsync("ActivityExecutionLogUpdatedAsync", new { Stats = ExecutionStats.Of(journal.Executions) }, cancellationToken);
        await viewers.SendAsync("WorkflowExecutionLogUpdatedAsync", new { }, cancellationToken);
        await viewers.SendAsync("WorkflowInstanceUpdatedAsync", new { WorkflowInstanceId = instanceId }, cancellationToken);
    }

    private static IWorkflowStore Store(IServiceProvider services) => (IWorkflowStore)services.GetService(typeof(IWorkflowStore))!;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for changed workflow instances failed; it is tried again")]
    private partial void LogFailed(Exception exception);
}
