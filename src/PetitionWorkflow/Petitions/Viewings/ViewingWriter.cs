using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions.Viewings;

/// <summary>Writes what <see cref="ViewingLog"/> collected, many rows in one transaction.</summary>
public sealed partial class ViewingWriter(ViewingLog viewings, UnitOfWorkRunner runner, ILogger<ViewingWriter> log) : BackgroundService
{
    private const int MostAtOnce = 200;

    /// <summary>What is known to be written today; only the days before are forgotten, so it is as large as a day's readers make it.</summary>
    private readonly HashSet<(Guid, Guid, DateOnly, ViewingKind)> _written = [];
    private DateOnly _day;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        viewings.Close();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    /// <summary>Ends when the log is closed, not when the program wants to stop: what was noted is still written.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await viewings.Noted.WaitToReadAsync(CancellationToken.None))
        {
            var batch = new List<CaseViewing>();
            while (batch.Count < MostAtOnce && viewings.Noted.TryRead(out var next))
            {
                if (IsNew(next))
                {
                    batch.Add(next);
                }
            }

            await WriteAsync(batch);
        }
    }

    private bool IsNew(CaseViewing viewing)
    {
        if (viewing.Day != _day)
        {
            _day = viewing.Day;
            _written.Clear();
        }

        return _written.Add(viewing.Key);
    }

    private async Task WriteAsync(List<CaseViewing> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            await runner.RunAsync(services => AddAsync(services.GetRequiredService<UnitOfWork>(), batch));
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // The next look of the same day writes the row after all.
            _written.ExceptWith(batch.Select(v => v.Key));
            LogLost(failed, batch.Count);
        }
    }

    /// <summary>After a restart, or on another node, the day's row may stand already.</summary>
    private static async Task<Result<int>> AddAsync(UnitOfWork work, List<CaseViewing> batch)
    {
        var (petitions, days) = (batch.Select(v => v.PetitionId).Distinct().ToList(), batch.Select(v => v.Day).Distinct().ToList());
        var stored = await work.Db.Set<CaseViewing>().AsNoTracking().Where(v => petitions.Contains(v.PetitionId) && days.Contains(v.Day)).ToListAsync();
        var missing = batch.ExceptBy(stored.Select(v => v.Key), v => v.Key).ToList();
        work.Db.AddRange(missing);
        return missing.Count;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} records of who looked at a case could not be written")]
    private partial void LogLost(Exception exception, int count);
}
