using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.Import;

/// <summary>Some consecutive rows of a run, which go in together or not at all.</summary>
/// <param name="FirstRow">How many rows of the file come before them.</param>
/// <param name="Refusal">Set when the rows were tried and a rule of another room refused them: they are only noted as rejected.</param>
internal sealed record ImportBatch(Guid RunId, long FirstRow, IReadOnlyList<ImportRow> Rows, Refusal? Refusal = null);

/// <summary>How far the run was when somebody looked; a batch that does not fit there belongs to somebody who was overtaken.</summary>
public sealed record ImportProgress(ImportState State, long RowsDone, long? TotalRows, int Accepted, int AlreadyThere, int Rejected);

internal sealed class ImportBatchHandler(UnitOfWork work, RegisterPetitionHandler register, Texts texts)
{
    /// <summary>Not shown to anybody: another importer goes on with the run, or a person stopped it.</summary>
    public const string Overtaken = "import-overtaken";

    public async Task<Result<ImportProgress>> HandleAsync(ImportBatch batch, CancellationToken cancellation)
    {
        var run = await work.Db.Set<ImportRun>().SingleAsync(r => r.Id == batch.RunId, cancellation);
        if (run.State != ImportState.Running || run.RowsDone != batch.FirstRow)
        {
            return new Refusal(Overtaken);
        }

        var known = await KnownAsync(batch.Rows, cancellation);
        var act = new ActContext(run.CreatedById, run.CreatedByName, texts.In(Texts.Languages[0])["Intake.ImportedFrom", run.FileName]);
        foreach (var row in batch.Rows)
        {
            if (await ImportAsync(row, known, act, batch.Refusal, cancellation) is { } refusal)
            {
                Reject(run, row, refusal);
            }
            else
            {
                run.Accepted += row.SourceId is not null && known.Add(row.SourceId) ? 1 : 0;
            }
        }

        run.RowsDone += batch.Rows.Count;
        run.AlreadyThere = (int)(run.RowsDone - run.Accepted - run.Rejected);
        return new ImportProgress(run.State, run.RowsDone, run.TotalRows, run.Accepted, run.AlreadyThere, run.Rejected);
    }

    private async Task<HashSet<string>> KnownAsync(IReadOnlyList<ImportRow> rows, CancellationToken cancellation)
    {
        var sources = rows.Select(row => row.SourceId).OfType<string>().Distinct().ToList();
        return await work.Db.Set<Petition>().Where(p => sources.Contains(p.SourceId!)).Select(p => p.SourceId!).ToHashSetAsync(cancellation);
    }

    private async Task<Refusal?> ImportAsync(ImportRow row, HashSet<string> known, ActContext act, Refusal? refused, CancellationToken cancellation)
    {
        if (row.Entry is null)
        {
            return row.Refusal;
        }

        if (known.Contains(row.SourceId!))
        {
            return null;
        }

        return refused ?? (await register.HandleAsync(
            new RegisterPetition(row.Entry, act) { SourceId = row.SourceId, WithReceipt = false },
            cancellation)).Refusal;
    }

    private void Reject(ImportRun run, ImportRow row, Refusal refusal)
    {
        if (++run.Rejected <= ImportReject.MaxListed)
        {
            work.Db.Set<ImportReject>().Add(ImportRejects.Of(run.Id, row, refusal));
        }
    }
}
