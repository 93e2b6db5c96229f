using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reviews;

/// <summary>
/// The 30 days in which a review (Art. 35, C52) or a re-review (Art. 36, C56) can be asked for: counted from delivery of the opinion,
/// the last day on a statutory rest day moves on. Computed, not read from the running clock: a right that has lapsed must still be explained.
/// </summary>
public sealed class ReviewWindow(Calendars calendars, ClockCatalogues catalogues)
{
    public Task<DueDay> OfAsync(DateTime opinionDeliveredAt, CancellationToken cancellation) => CountAsync("K08", opinionDeliveredAt, cancellation);

    public Task<DueDay> OfReReviewAsync(DateTime reviewOpinionDeliveredAt, CancellationToken cancellation) => CountAsync("K10", reviewOpinionDeliveredAt, cancellation);

    private async Task<DueDay> CountAsync(string clock, DateTime from, CancellationToken cancellation)
    {
        var rule = catalogues.Current.InForce(clock, ChinaTime.DayOf(from));
        return rule.Refusal is { } refusal
            ? throw new RefusedException(refusal)
            : DueDay.Compute(rule.Value, from, await calendars.CurrentAsync(cancellation));
    }
}
