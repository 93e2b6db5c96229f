using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reviews.ReReviews;

/// <summary>How far the re-review of a matter has come.</summary>
/// <param name="Review">The review case; a case that reviews nothing can only be refused.</param>
/// <param name="Original">The case that was reviewed.</param>
/// <param name="LastDay">Of K10; null before the review opinion is delivered.</param>
/// <param name="Asked">Null before a re-review is asked for.</param>
/// <param name="Refusal">Why none can be asked for; null when one can.</param>
public sealed record ReReviewFile(Petition Review, Petition Original, DateOnly? LastDay, ReReview? Asked, Refusal? Refusal);

/// <summary>The clerk's side of a re-review. Tracked: use cases change what they read here.</summary>
public sealed class ReReviewFiles(PetitionDbContext db, ReviewWindow window)
{
    public static bool MayRecord(Viewer viewer) => viewer.Is(Roles.Clerk) || viewer.Is(Roles.Administrator);

    /// <returns>Null when the viewer may not record one or does not see the case.</returns>
    public async Task<ReReviewFile?> FindAsync(string number, Viewer viewer, CancellationToken cancellation)
    {
        var review = MayRecord(viewer)
            ? await db.Set<Petition>().WorkableBy(viewer).Numbered(number).SingleOrDefaultAsync(cancellation)
            : null;
        if (review is null)
        {
            return null;
        }

        var original = review.Kind == CaseKind.Review ? await db.Set<Petition>().SingleAsync(p => p.Id == review.ParentId, cancellation) : review;
        var asked = await db.Set<ReReview>().SingleOrDefaultAsync(r => r.PetitionId == review.Id, cancellation);
        DateOnly? lastDay = IsDecided(review) ? (await window.OfReReviewAsync(review.OpinionDeliveredAt!.Value, cancellation)).Day : null;
        return new ReReviewFile(review, original, lastDay, asked, RefusalOf(review, original, asked));
    }

    /// <summary>The authority that the last one went to: one level up is nearly always the same.</summary>
    public Task<string?> UsualAuthorityAsync(CancellationToken cancellation) =>
        db.Set<ReReview>().OrderByDescending(r => r.RequestedOn).Select(r => r.Authority).FirstOrDefaultAsync(cancellation);

    private static Refusal? RefusalOf(Petition review, Petition original, ReReview? asked) =>
        original.FinalOn is not null ? Finality.Refuse(original)
            : asked is not null ? new Refusal("re-review-already-requested", DocumentIssuer.Day(asked.RequestedOn))
            : IsDecided(review) ? null : new Refusal("re-review-without-opinion");

    private static bool IsDecided(Petition review) =>
        review is { Kind: CaseKind.Review, OpinionDeliveredAt: not null, Outcome: CaseOutcome.ReviewMaintained or CaseOutcome.ReviewChanged or CaseOutcome.ReviewRevoked };
}
