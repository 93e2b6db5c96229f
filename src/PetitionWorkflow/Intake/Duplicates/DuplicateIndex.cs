using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Intake.Duplicates;

/// <summary>
/// All fingerprints in memory (about 250 bytes a case), brought up to date from the table whenever it is asked. A node that starts,
/// or that another node overtook, reads what it lacks; nothing depends on it but hints.
/// </summary>
public sealed class DuplicateIndex : IDisposable
{
    /// <summary>Older cases are no longer hinted at: 60 MB are enough for an index of hints.</summary>
    private const int Capacity = 250_000;

    /// <summary>On PostgreSQL a lower id may become visible after a higher one; so much is read again.</summary>
    private const int Overlap = 256;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<Guid, int> _places = [];
    private readonly List<Entry> _entries = [];
    private long _lastId;

    internal sealed record Entry(Guid PetitionId, byte[] Signature, long? NameKey, long? PhoneKey, long? AccountKey);

    /// <param name="Text">Estimated similarity of subject and text.</param>
    /// <param name="Subject">Estimated similarity of the subjects.</param>
    internal readonly record struct Candidate(Guid PetitionId, double Text, double Subject, bool SamePhone, bool SameName, bool SameAccount)
    {
        public bool SamePerson => SamePhone || SameName || SameAccount;

        public double Weight => Math.Max(Text, Subject * 0.6) + (SamePerson ? 0.2 : 0);
    }

    /// <summary>The cases worth a closer look, the likeliest first.</summary>
    internal async Task<IReadOnlyList<Candidate>> FindAsync(
        PetitionDbContext db,
        Entry draft,
        Func<Candidate, bool> worthALook,
        int take,
        CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await RefreshAsync(db, cancellation);
            return [.. _entries
                .Where(entry => entry.PetitionId != draft.PetitionId)
                .Select(entry => Compare(draft, entry))
                .Where(worthALook)
                .OrderByDescending(candidate => candidate.Weight)
                .Take(take)];
        }
        finally
        {
            _turn.Release();
        }
    }

    private static Candidate Compare(Entry draft, Entry entry)
    {
        const int text = PetitionFingerprint.TextLength;
        return new Candidate(
            entry.PetitionId,
            MinHash.Estimate(draft.Signature.AsSpan(0, text), entry.Signature.AsSpan(0, text)),
            MinHash.Estimate(draft.Signature.AsSpan(text), entry.Signature.AsSpan(text)),
            draft.PhoneKey is { } phone && entry.PhoneKey == phone,
            draft.NameKey is { } name && entry.NameKey == name,
            draft.AccountKey is { } account && entry.AccountKey == account);
    }

    private async Task RefreshAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        var after = _lastId - Overlap;
        if (_lastId == 0)
        {
            after = Math.Max(0, await db.Set<PetitionFingerprint>().MaxAsync(f => (long?)f.Id, cancellation) - Capacity ?? 0);
        }

        var newer = db.Set<PetitionFingerprint>().AsNoTracking().Where(f => f.Id > after).OrderBy(f => f.Id).AsAsyncEnumerable();
        await foreach (var row in newer.WithCancellation(cancellation))
        {
            var entry = new Entry(row.PetitionId, row.Signature, row.NameKey, row.PhoneKey, row.AccountKey);
            if (_places.TryGetValue(row.PetitionId, out var place))
            {
                _entries[place] = entry;
            }
            else
            {
                _places[row.PetitionId] = _entries.Count;
                _entries.Add(entry);
            }

            _lastId = Math.Max(_lastId, row.Id);
        }
    }

    public void Dispose() => _turn.Dispose();
}
