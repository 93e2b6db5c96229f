using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>When a clock runs out, and why then.</summary>
/// <param name="Day">The last day on which the thing can still be done in time.</param>
/// <param name="At">The first instant (UTC) that is too late: 24:00 of that day in China, or the exact end of an hours clock.</param>
/// <param name="Trace">How the day was found.</param>
public sealed record DueDay(DateOnly Day, DateTime At, DueTrace Trace)
{
    /// <summary>
    /// Counts a clock out. The start day is not counted, the last day lasts until 24:00 (Civil Code Arts. 200-203, by analogy: the
    /// Regulation says nothing on counting); 日 are calendar days, only 工作日 skip rest days.
    /// </summary>
    /// <exception cref="RefusedException">No length, a stated day before the start, or a year without a calendar.</exception>
    public static DueDay Compute(ClockRule rule, DateTime startedAt, WorkingCalendar calendar, ClockTerms? terms = null)
    {
        terms ??= ClockTerms.None;
        if (terms.Extension < 0)
        {
            throw new RefusedException(new Refusal("clock-extension-out-of-range", terms.Extension));
        }

        return rule.CountsDays
            ? new DueDayCount(rule, ChinaTime.DayOf(startedAt), calendar, terms).Compute()
            : new HourCount(rule, startedAt, calendar, terms).Compute();
    }

    internal static int LengthOf(ClockRule rule) =>
        rule.Length ?? throw new RefusedException(new Refusal("clock-length-missing", rule.Code));
}
