using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reviews;

/// <summary>
/// The 30 days in which a review can be asked for (Art. 35, C52): counted from delivery of the opinion, the last day on a statutory
/// rest day moves on. Computed, not read from the running clock: a right that has lapsed must still be explained.
/// </summary>
public sealed class ReviewWindow(Calendars calendars, ClockCatalogues catalogues)
{
    private const string Clock = "K08";

    public async Task<DueDay> OfAsync(DateTime opinionDeliveredAt, CancellationToken cancellation)
    {
        var rule = catalogues.Current.InForce(Clock, ChinaTime.DayOf(opinionDeliveredAt));
        return rule.Refusal is { } refusal
            ? throw new RefusedException(refusal)
            : DueDay.Compute(rule.Value, opinionDeliveredAt, await calendars.CurrentAsync(cancellation));
    }
}
