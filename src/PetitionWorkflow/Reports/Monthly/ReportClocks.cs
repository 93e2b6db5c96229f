using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reports.Monthly;

/// <summary>When a month's report must be approved, and its ladder: derived from the month and the catalogue alone (K18-month), like every clock's.</summary>
public sealed record ReportClock(ClockRule Rule, DateTime StartedAt, DueDay Due, Ladder Ladder);

public sealed class ReportClocks(ClockCatalogues catalogues, Calendars calendars)
{
    private const string Code = "K18-month";

    /// <summary>Null when no rule was in force when the month ended.</summary>
    public async Task<ReportClock?> OfAsync(Period month, CancellationToken cancellation)
    {
        if (catalogues.Current.InForce(Code, month.Last) is not { Refusal: null, Value: var rule })
        {
            return null;
        }

        var (calendar, startedAt) = (await calendars.CurrentAsync(cancellation), ChinaTime.ToUtc(month.Last, TimeOnly.MinValue));
        var due = DueDay.Compute(rule, startedAt, calendar);
        return new ReportClock(rule, startedAt, due, new Ladder(catalogues.Current.LadderOf(rule), startedAt, due.Day, due.At, calendar));
    }
}
