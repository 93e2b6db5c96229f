using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reports.Periodic;

/// <summary>When a report must be approved, and its ladder: derived from its period and the catalogue alone (K18), like every clock's.</summary>
public sealed record ReportClock(ClockRule Rule, DateTime StartedAt, DueDay Due, Ladder Ladder);

public sealed class ReportClocks(ClockCatalogues catalogues, Calendars calendars)
{
    /// <summary>Null when no rule was in force when the period ended.</summary>
    public async Task<ReportClock?> OfAsync(ReportPeriod period, CancellationToken cancellation)
    {
        if (catalogues.Current.InForce(period.Clock, period.Days.Last) is not { Refusal: null, Value: var rule })
        {
            return null;
        }

        var (calendar, startedAt) = (await calendars.CurrentAsync(cancellation), ChinaTime.ToUtc(period.Days.Last, TimeOnly.MinValue));
        var due = DueDay.Compute(rule, startedAt, calendar);
        return new ReportClock(rule, startedAt, due, new Ladder(catalogues.Current.LadderOf(rule), startedAt, due.Day, due.At, calendar));
    }
}
