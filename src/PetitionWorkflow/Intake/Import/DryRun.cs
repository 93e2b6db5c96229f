using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.Import;

/// <summary>What an import would do with a file.</summary>
/// <param name="Rejects">The rejected rows, at most <see cref="ImportReject.MaxListed"/> of them.</param>
public sealed record DryRunResult(
    string EncodingName, IReadOnlyList<ImportHeading> Headings, long Rows, int Accepted, int AlreadyThere, int Rejected, IReadOnlyList<ImportReject> Rejects);

/// <summary>Reads a file through as an import would, and writes nothing.</summary>
public sealed class DryRun(PetitionDbContext db, RegisterRules rules, TimeProvider time)
{
    private const int PageSize = 500;

    /// <summary>Doubles within a file are recognised up to so many rows back; an import recognises all of them.</summary>
    private const int MaxRemembered = 500_000;

    public async Task<Result<DryRunResult>> RunAsync(Guid runId, string path, string platform, CancellationToken cancellation)
    {
        var opened = await ImportSource.OpenAsync(path, cancellation);
        if (opened.IsRefused)
        {
            return opened.Refusal!;
        }

        using var source = opened.Value;
        var (rows, accepted, rejected) = (0L, 0, 0);
        var rejects = new List<ImportReject>();
        var seen = new HashSet<long>();
        var page = new List<string>();
        while (source.Read() is { } record)
        {
            rows++;
            var row = ImportRow.Of(record, source.Map, rules, time.UtcNow(), platform);
            if (row.Refusal is { } refusal)
            {
                if (++rejected <= ImportReject.MaxListed)
                {
                    rejects.Add(ImportRejects.Of(runId, row, refusal));
                }
            }
            else if (seen.Count >= MaxRemembered || seen.Add(KeyOf(row.SourceId!)))
            {
                page.Add(row.SourceId!);
            }

            if (page.Count == PageSize)
            {
                accepted += await NewAsync(page, cancellation);
            }
        }

        accepted += await NewAsync(page, cancellation);
        var headings = source.Map.Headings.Select((heading, place) => new ImportHeading(heading, source.Map.MeaningOf(place))).ToList();
        return new DryRunResult(source.Encoding.WebName, headings, rows, accepted, (int)(rows - accepted - rejected), rejected, rejects);
    }

    private async Task<int> NewAsync(List<string> sources, CancellationToken cancellation)
    {
        var there = await db.Set<Petition>().CountAsync(p => sources.Contains(p.SourceId!), cancellation);
        var unknown = sources.Count - there;
        sources.Clear();
        return unknown;
    }

    private static long KeyOf(string source) =>
        System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(source)));
}
