using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Archive;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reviews.ReReviews;

/// <summary>What goes to the authority one level up: the case that was reviewed, its review, and what the petitioner asked for.</summary>
public sealed record HandOver(ReReview ReReview, ReviewRequest Request, CaseBundle Original, CaseBundle Review)
{
    /// <summary>The kinds of papers that are handed over; instructions, minutes and reminders stay in the house.</summary>
    public static readonly IReadOnlyList<string> Papers =
        [DocumentKinds.AcceptanceNotice, DocumentKinds.HandlingNotice, "extension-notice", "result-feedback", DocumentKinds.Opinion, DocumentKinds.ReviewOpinion, DocumentKinds.ReReviewSlip];
}

/// <param name="Number">The review case.</param>
public sealed record TakeHandOver(string Number, Viewer By);

/// <summary>Gathers the package and notes in the history who took it.</summary>
public sealed class TakeHandOverHandler(UnitOfWork work, ReReviewFiles files, CaseBundles bundles)
{
    public async Task<Result<HandOver>> HandleAsync(TakeHandOver command, CancellationToken cancellation)
    {
        if (await files.FindAsync(command.Number, command.By, cancellation) is not { } file)
        {
            return new Refusal("case-not-found");
        }

        if (file.Asked is not { } asked)
        {
            return new Refusal("re-review-not-requested");
        }

        var handOver = new HandOver(
            asked,
            await work.Db.Set<ReviewRequest>().AsNoTracking().SingleAsync(r => r.PetitionId == asked.PetitionId, cancellation),
            Outward(await bundles.GatherAsync(file.Original, command.By, cancellation)),
            Outward(await bundles.GatherAsync(file.Review, command.By, cancellation)));
        var taken = new HandOverTaken(
            handOver.Original.Papers.Count + handOver.Review.Papers.Count, handOver.Original.Attachments.Count + handOver.Review.Attachments.Count);
        work.Raise(file.Review.Id, taken, command.By.Act());
        return handOver;
    }

    private static CaseBundle Outward(CaseBundle bundle) => bundle with { Papers = [.. bundle.Papers.Where(p => HandOver.Papers.Contains(p.Kind))] };
}
