using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// The heartbeat of the clocks (D4): finds by index what is due and climbs its ladder. It remembers nothing; running it late, twice
/// or on two nodes at once changes nothing but the time of sending.
/// </summary>
public sealed partial class ClockSweep(IServiceScopeFactory scopes, UnitOfWorkRunner runner, ReminderDigests digests, TimeProvider time, ILogger<ClockSweep> log) : IRecurringWork
{
    private const int PageSize = 400;

    /// <summary>Clocks per transaction: a commit costs a disk flush, and a lost race costs the batch again.</summary>
    private const int BatchSize = 40;

    public static string Name => "clock-sweep";

    public async Task RunAsync(CancellationToken cancellation)
    {
        var failed = new HashSet<Guid>();
        while (true)
        {
            var now = time.UtcNow();
            var page = await DueAsync(now, failed, cancellation);
            foreach (var batch in page.Chunk(BatchSize))
            {
                await ClimbAsync(batch, now, failed, cancellation);
            }

            if (page.Count < PageSize)
            {
                break;
            }
        }

        await digests.SendAsync(cancellation);
    }

    /// <summary>A scope of its own for each look: the sweep must not hold what another node has changed since.</summary>
    private async Task<IReadOnlyList<Guid>> DueAsync(DateTime now, HashSet<Guid> failed, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var due = await scope.ServiceProvider.GetRequiredService<PetitionDbContext>().Set<CaseClock>()
            .Where(c => c.NextReminderAt <= now)
            .OrderBy(c => c.NextReminderAt)
            .Select(c => c.Id)
            .Take(PageSize + failed.Count)
            .ToListAsync(cancellation);
        return [.. due.Where(id => !failed.Contains(id)).Take(PageSize)];
    }

    /// <summary>One broken clock must not silence the others of its batch: they are tried one by one, and it is named in the log.</summary>
    private async Task ClimbAsync(Guid[] batch, DateTime now, HashSet<Guid> failed, CancellationToken cancellation)
    {
        try
        {
            (await runner.RunAsync<ClimbLadder, int>(ladder => ladder.HandleAsync(batch, now, cancellation), cancellation)).Require();
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            if (batch.Length == 1)
            {
                failed.Add(batch[0]);
                LogBroken(broken, batch[0]);
                return;
            }

            foreach (var one in batch)
            {
                await ClimbAsync([one], now, failed, cancellation);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Clock {ClockId} cannot be brought up to date; it is tried again at the next sweep")]
    private partial void LogBroken(Exception exception, Guid clockId);
}
