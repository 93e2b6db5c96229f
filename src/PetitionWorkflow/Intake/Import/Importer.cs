using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.Import;

/// <summary>
/// Brings a file's rows in, batch by batch, each batch one transaction together with the run's counters. Killed at any moment, it
/// goes on after the last committed batch; started twice, one of the two stands back.
/// </summary>
public sealed class Importer(
    UnitOfWorkRunner runner,
    IServiceScopeFactory scopes,
    RegisterRules rules,
    IOptions<ImportOptions> options,
    TimeProvider time)
{
    /// <summary>A batch of very long petitions is cut short, so that the memory it takes does not depend on the file.</summary>
    private const int MaxBatchCharacters = 1 << 20;

    /// <returns>The run's last counters; a refusal when the file cannot be used.</returns>
    public async Task<Result<ImportProgress>> RunAsync(Guid runId, string path, Action<ImportProgress>? report, CancellationToken cancellation)
    {
        var run = await RunOfAsync(runId, cancellation);
        var opened = await ImportSource.OpenAsync(path, cancellation);
        if (opened.IsRefused)
        {
            return opened.Refusal!;
        }

        using var source = opened.Value;
        for (var row = 0L; row < run.RowsDone; row++)
        {
            source.Read();
        }

        var done = run.RowsDone;
        while (Next(source, run.Platform) is { Count: > 0 } rows)
        {
            var progress = await ImportAsync(new ImportBatch(runId, done, rows), cancellation);
            if (progress.IsRefused)
            {
                // Stopped by a person, or another importer is ahead: its counters are the truth.
                return ProgressOf(await RunOfAsync(runId, cancellation));
            }

            done = progress.Value.RowsDone;
            report?.Invoke(progress.Value);
        }

        return await FinishAsync(runId, cancellation);
    }

    private List<ImportRow> Next(ImportSource source, string platform)
    {
        var rows = new List<ImportRow>();
        var characters = 0;
        while (rows.Count < options.Value.BatchSize && characters < MaxBatchCharacters && source.Read() is { } record)
        {
            rows.Add(ImportRow.Of(record, source.Map, rules, time.UtcNow(), platform));
            characters += record.Fields.Sum(field => field.Length);
        }

        return rows;
    }

    /// <summary>When another room refuses something in a batch, its rows go one by one and only the refused one stays out.</summary>
    private async Task<Result<ImportProgress>> ImportAsync(ImportBatch batch, CancellationToken cancellation)
    {
        var result = await HandleAsync(batch, cancellation);
        if (result.Refusal is not { Code: not ImportBatchHandler.Overtaken } refusal)
        {
            return result;
        }

        if (batch.Rows.Count == 1)
        {
            return await HandleAsync(batch with { Refusal = refusal }, cancellation);
        }

        for (var i = 0; i < batch.Rows.Count; i++)
        {
            result = await ImportAsync(batch with { FirstRow = batch.FirstRow + i, Rows = [batch.Rows[i]] }, cancellation);
            if (result.IsRefused)
            {
                break;
            }
        }

        return result;
    }

    private Task<Result<ImportProgress>> HandleAsync(ImportBatch batch, CancellationToken cancellation) =>
        runner.RunAsync<ImportBatchHandler, ImportProgress>(handler => handler.HandleAsync(batch, cancellation), cancellation);

    private Task<Result<ImportProgress>> FinishAsync(Guid runId, CancellationToken cancellation) => runner.RunAsync<ImportProgress>(
        async services =>
        {
            var work = services.GetRequiredService<UnitOfWork>();
            var run = await work.Db.Set<ImportRun>().SingleAsync(r => r.Id == runId, cancellation);
            if (run.State == ImportState.Running)
            {
                run.State = ImportState.Finished;
                run.FinishedAt = work.Time.UtcNow();
                run.TotalRows = run.RowsDone;
            }

            return ProgressOf(run);
        },
        cancellation);

    private async Task<ImportRun> RunOfAsync(Guid runId, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PetitionDbContext>().Set<ImportRun>().AsNoTracking().SingleAsync(r => r.Id == runId, cancellation);
    }

    private static ImportProgress ProgressOf(ImportRun run) =>
        new(run.State, run.RowsDone, run.TotalRows, run.Accepted, run.AlreadyThere, run.Rejected);
}
