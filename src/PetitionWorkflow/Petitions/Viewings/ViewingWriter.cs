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
    private const int MostAttempts = 3;

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
                batch.Add(next);
            }

            await WriteAsync(batch);
        }
    }

    /// <summary>A look is written once or told as lost: after a failure it is tried again, on a busy database for as long as it is asked to stop.</summary>
    private async Task WriteAsync(List<CaseViewing> batch)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            try
            {
                await runner.RunAsync(services =>
                {
                    services.GetRequiredService<UnitOfWork>().Db.AddRange(batch.Select(Copy));
                    return Task.FromResult<Result<int>>(batch.Count);
                });
                return;
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                LogLost(failed, batch.Count, attempt);
            }
        }
    }

    /// <summary>A unit that was rolled back has touched the rows that it tried to add.</summary>
    private static CaseViewing Copy(CaseViewing looked) => new()
    {
        PersonId = looked.PersonId, PersonName = looked.PersonName, PetitionId = looked.PetitionId, Kind = looked.Kind, Fields = looked.Fields, At = looked.At,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} records of who looked at a case could not be written (attempt {Attempt})")]
    private partial void LogLost(Exception exception, int count, int attempt);
}
