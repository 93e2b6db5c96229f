using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Intake.Duplicates;

/// <summary>Asks whether a matter, as far as it is written down, has been here before (preliminary review, C24; Art. 19 ¶3).</summary>
public sealed record FindDuplicates
{
    /// <summary>The case itself, when it is already registered.</summary>
    public Guid? Except { get; init; }

    public string Subject { get; init; } = "";
    public string Text { get; init; } = "";
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Account { get; init; }
}

/// <summary>A case that may be the same matter, with the reasons for the hint.</summary>
/// <param name="TextSimilarity">Share of common three-character pieces of subject and text, 0 to 1.</param>
/// <param name="SubjectSimilarity">Share of common two-character pieces of the subjects, 0 to 1.</param>
public sealed record DuplicateHint(
    Guid PetitionId,
    string Number,
    string Subject,
    DateTime ReceivedAt,
    Channel Channel,
    CaseStage Stage,
    double TextSimilarity,
    double SubjectSimilarity,
    bool SamePhone,
    bool SameName,
    bool SameAccount)
{
    public bool SameMatter => TextSimilarity >= DuplicateFinder.SimilarText || SubjectSimilarity >= DuplicateFinder.SimilarSubject;

    public bool SamePerson => SamePhone || SameName || SameAccount;
}

public sealed class DuplicateFinder(PetitionDbContext db, DuplicateIndex index)
{
    /// <summary>
    /// Measured on two thousand real messages: above one fifth of common pieces nearly every pair is about one matter, below one
    /// tenth nearly none.
    /// </summary>
    public const double SimilarText = 0.20;

    public const double SimilarSubject = 0.55;

    private const double LookAtText = 0.13;
    private const double LookAtSubject = 0.42;
    private const int Look = 24;
    private const int MinSubject = 5;

    public async Task<IReadOnlyList<DuplicateHint>> FindAsync(FindDuplicates query, Viewer viewer, int take, CancellationToken cancellation)
    {
        var hasText = Shingles.Normalise(query.Subject + query.Text).Length >= MinSubject;
        var draft = new DuplicateIndex.Entry(
            query.Except ?? Guid.Empty,
            PetitionFingerprint.SignatureOf(query.Subject, query.Text),
            PersonKey.Of(query.Name),
            PersonKey.OfPhone(query.Phone),
            PersonKey.Of(query.Account));
        var candidates = await index.FindAsync(
            db,
            draft,
            c => c.SamePerson || (hasText && (c.Text >= LookAtText || c.Subject >= LookAtSubject)),
            Look,
            cancellation);
        if (candidates.Count == 0)
        {
            return [];
        }

        var hints = await CompareExactlyAsync(query, candidates, viewer, cancellation);
        return [.. hints
            .Where(h => h.SameMatter || h.SamePerson)
            .OrderByDescending(h => h.SameMatter && h.SamePerson)
            .ThenByDescending(h => h.SameMatter)
            .ThenByDescending(h => h.SamePhone || h.SameAccount)
            .ThenByDescending(h => Math.Max(h.TextSimilarity, h.SubjectSimilarity))
            .ThenByDescending(h => h.ReceivedAt)
            .Take(take)];
    }

    /// <summary>The same for a case that is registered: one that came by file was compared by nobody.</summary>
    public async Task<IReadOnlyList<DuplicateHint>> OfCaseAsync(Guid petitionId, Viewer viewer, int take, CancellationToken cancellation)
    {
        var petition = await db.Set<Petition>().AsNoTracking().SingleAsync(p => p.Id == petitionId, cancellation);
        var query = new FindDuplicates
        {
            Except = petitionId, Subject = petition.Subject, Text = petition.Text, Name = petition.Petitioner.Name, Phone = petition.Petitioner.Phone,
            Account = (ChannelRegister.Of(petition) as OnlineRegister)?.Account,
        };
        return await FindAsync(query, viewer, take, cancellation);
    }

    public static bool IsSameMatter(string subject, string text, string otherSubject, string otherText) =>
        TextSimilarity(PiecesOf(subject, text), otherSubject, otherText) >= SimilarText
        || Shingles.Jaccard(PiecesOf(subject), Shingles.Of(otherSubject, Shingles.OfSubject)) >= SimilarSubject;

    private async Task<List<DuplicateHint>> CompareExactlyAsync(
        FindDuplicates query,
        IReadOnlyList<DuplicateIndex.Candidate> candidates,
        Viewer viewer,
        CancellationToken cancellation)
    {
        var ids = candidates.Select(c => c.PetitionId).ToList();
        var cases = await db.Set<Petition>().VisibleTo(viewer).Where(p => ids.Contains(p.Id))
            .Select(p => new { p.Id, p.Number, p.Subject, p.Text, p.ReceivedAt, p.Channel, p.Stage })
            .ToListAsync(cancellation);
        var (text, subject) = (PiecesOf(query.Subject, query.Text), PiecesOf(query.Subject));
        return [.. cases.Join(candidates, found => found.Id, c => c.PetitionId, (found, c) => new DuplicateHint(
            found.Id,
            found.Number,
            found.Subject,
            found.ReceivedAt,
            found.Channel,
            found.Stage,
            TextSimilarity(text, found.Subject, found.Text),
            Shingles.Jaccard(subject, Shingles.Of(found.Subject, Shingles.OfSubject)),
            c.SamePhone,
            c.SameName,
            c.SameAccount))];
    }

    private static HashSet<ulong> PiecesOf(string subject, string text) => Shingles.Of(subject + "\n" + text, Shingles.OfText);

    /// <summary>A subject of a few characters says nothing.</summary>
    private static HashSet<ulong> PiecesOf(string subject) => Shingles.Normalise(subject).Length < MinSubject ? [] : Shingles.Of(subject, Shingles.OfSubject);

    private static double TextSimilarity(HashSet<ulong> text, string otherSubject, string otherText) => Shingles.Jaccard(text, PiecesOf(otherSubject, otherText));
}
