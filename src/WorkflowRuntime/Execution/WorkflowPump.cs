using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Execution;

/// <summary>
/// Does what is queued and what is due, each item in a unit of work of its own, so that one that fails harms no other. A heartbeat
/// calls it, and a burst that left work may nudge it; several at once do no harm.
/// </summary>
public sealed class WorkflowPump(IWorkflowTransactions transactions, TimeProvider time)
{
    /// <summary>Items listed at once.</summary>
    private const int Batch = 50;

    /// <summary>Goes on until nothing is ready. Gives the number of items done.</summary>
    public async Task<PumpReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var report = new PumpReport();
        bool worked;
        do
        {
            worked = await RunQueueAsync(report, cancellationToken);
            worked |= await RunTimersAsync(report, cancellationToken);
        }
        while (worked);
        return report;
    }

    private async Task<bool> RunQueueAsync(PumpReport report, CancellationToken cancellationToken)
    {
        var ids = await transactions.ReadAsync((services, ct) => Runtime(services).QueuedAsync(Now(), Batch, ct), cancellationToken);
        var worked = false;
        foreach (var id in ids)
        {
            try
            {
                report.Add(await transactions.RunAsync((services, ct) => Runtime(services).DeliverAsync(id, ct), cancellationToken));
                worked = true;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                report.Failures.Add(new PumpFailure(id, e));
                await transactions.RunAsync(
                    async (services, ct) =>
                    {
                        await Runtime(services).FailAsync(id, e.Message, ct);
                        return true;
                    },
                    cancellationToken);
            }
        }

        return worked;
    }

    private async Task<bool> RunTimersAsync(PumpReport report, CancellationToken cancellationToken)
    {
        var due = await transactions.ReadAsync((services, ct) => Runtime(services).DueAsync(Now(), Batch, ct), cancellationToken);
        var worked = false;
        foreach (var timer in due)
        {
            try
            {
                report.Add(await transactions.RunAsync((services, ct) => Runtime(services).FireAsync(timer.Id, ct), cancellationToken));
                worked = true;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // Stays due: the next heartbeat tries again.
                report.Failures.Add(new PumpFailure(timer.Id, e));
            }
        }

        return worked;
    }

    private DateTime Now() => time.GetUtcNow().UtcDateTime;

    private static IWorkflowRuntime Runtime(IServiceProvider services) => services.GetRequiredService<IWorkflowRuntime>();
}

/// <summary>What a run of the pump did. Failures are for the host's log.</summary>
public sealed class PumpReport
{
    public List<BurstResult> Bursts { get; } = [];
    public int Items { get; private set; }
    public List<PumpFailure> Failures { get; } = [];

    internal void Add(IReadOnlyList<BurstResult> results)
    {
        Items++;
        Bursts.AddRange(results);
    }
}

/// <summary>An item that could not be done.</summary>
public sealed record PumpFailure(string Id, Exception Exception);
