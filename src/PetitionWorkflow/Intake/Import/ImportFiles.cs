using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.Import;

/// <summary>
/// Goes on with every uploaded file that waits for its dry run or for its rows: after an upload, a confirmation or a restart, it
/// makes no difference.
/// </summary>
public sealed class ImportFiles(PetitionDbContext db, UnitOfWorkRunner runner, DryRun dryRun, Importer importer, ImportStorage storage) : IRecurringWork
{
    public static string Name => "import-files";

    public async Task RunAsync(CancellationToken cancellation)
    {
        var waiting = await db.Set<ImportRun>().AsNoTracking()
            .Where(r => r.Origin == ImportOrigin.Upload && (r.State == ImportState.Checking || r.State == ImportState.Running))
            .OrderBy(r => r.CreatedAt).ThenBy(r => r.Id)
            .ToListAsync(cancellation);
        foreach (var run in waiting)
        {
            await GoOnAsync(run, cancellation);
        }

        await DeleteFilesOfEndedRunsAsync(cancellation);
    }

    private async Task GoOnAsync(ImportRun run, CancellationToken cancellation)
    {
        var path = storage.PathOf(run.Id);
        if (!File.Exists(path))
        {
            await EndAsync(run.Id, r => Fail(r, "import-file-lost"), cancellation);
        }
        else if (run.State == ImportState.Checking)
        {
            var result = await dryRun.RunAsync(run.Id, path, run.Platform, cancellation);
            await EndAsync(run.Id, r => Note(r, result), cancellation, result.IsRefused ? [] : result.Value.Rejects);
        }
        else if ((await importer.RunAsync(run.Id, path, report: null, cancellation)).Refusal is { } refusal)
        {
            await EndAsync(run.Id, r => Fail(r, refusal.Code), cancellation);
        }
    }

    private static void Note(ImportRun run, Result<DryRunResult> result)
    {
        if (result.Refusal is { } refusal)
        {
            Fail(run, refusal.Code);
            return;
        }

        var found = result.Value;
        run.State = ImportState.Checked;
        run.EncodingName = found.EncodingName;
        run.HeadingsJson = JsonSerializer.Serialize(found.Headings, CaseEvent.Json);
        (run.TotalRows, run.Accepted, run.AlreadyThere, run.Rejected) = (found.Rows, found.Accepted, found.AlreadyThere, found.Rejected);
    }

    private static void Fail(ImportRun run, string code) => (run.State, run.FailureCode) = (ImportState.Failed, code);

    /// <summary>Nothing is noted when somebody changed the run's state meanwhile.</summary>
    private Task EndAsync(Guid runId, Action<ImportRun> note, CancellationToken cancellation, IReadOnlyList<ImportReject>? rejects = null) =>
        runner.RunAsync<bool>(
            async services =>
            {
                var work = services.GetRequiredService<UnitOfWork>();
                var run = await work.Db.Set<ImportRun>().SingleAsync(r => r.Id == runId, cancellation);
                if (run.State is ImportState.Checking or ImportState.Running)
                {
                    note(run);
                    run.FinishedAt = run.State == ImportState.Failed ? work.Time.UtcNow() : null;
                    work.Db.Set<ImportReject>().AddRange(rejects ?? []);
                }

                return true;
            },
            cancellation);

    private async Task DeleteFilesOfEndedRunsAsync(CancellationToken cancellation)
    {
        var ended = await db.Set<ImportRun>()
            .Where(r => r.Origin == ImportOrigin.Upload && (r.State == ImportState.Finished || r.State == ImportState.Stopped || r.State == ImportState.Failed))
            .OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Take(200)
            .Select(r => r.Id)
            .ToListAsync(cancellation);
        ended.ForEach(storage.Delete);
    }
}
