using System.Globalization;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// The rest days and make-up workdays of one year, as the State Council's office announces them each autumn for the next year, or
/// as the law fixes them before that (<see cref="ProvisionalYear"/>).
/// </summary>
public sealed class CalendarYear
{
    private CalendarYear(int year, string source, bool isProvisional, IReadOnlyDictionary<DateOnly, Holiday> restDays, IReadOnlyDictionary<DateOnly, Holiday> makeUpDays) =>
        (Year, Source, IsProvisional, RestDays, MakeUpDays) = (year, source, isProvisional, restDays, makeUpDays);

    public int Year { get; }

    /// <summary>Where the year comes from: a package and its version, an announcement's number, a file.</summary>
    public string Source { get; }

    public bool IsProvisional { get; }

    public IReadOnlyDictionary<DateOnly, Holiday> RestDays { get; }

    /// <summary>調休: the weekend days worked, and the holiday they pay for.</summary>
    public IReadOnlyDictionary<DateOnly, Holiday> MakeUpDays { get; }

    /// <summary>An announced year. Refuses what an announcement cannot say; the first wrong day is named.</summary>
    public static Result<CalendarYear> Announced(
        int year, string source, IReadOnlyDictionary<DateOnly, Holiday> restDays, IReadOnlyDictionary<DateOnly, Holiday> makeUpDays)
    {
        if (year < 1 || year > ProvisionalYear.Last)
        {
            return new Refusal("calendar-year-unknown", year);
        }

        foreach (var day in restDays.Keys.Concat(makeUpDays.Keys).Order())
        {
            if (day.Year != year)
            {
                return new Refusal("calendar-day-of-another-year", Text(day), year);
            }

            if (restDays.ContainsKey(day) && makeUpDays.ContainsKey(day))
            {
                return new Refusal("calendar-day-rest-and-work", Text(day));
            }

            if (makeUpDays.ContainsKey(day) && !IsWeekend(day))
            {
                return new Refusal("calendar-make-up-on-weekday", Text(day));
            }
        }

        return restDays.Count == 0
            ? new Refusal("calendar-year-without-holidays", year)
            : new CalendarYear(year, source, false, restDays, makeUpDays);
    }

    internal static CalendarYear Provisional(int year, IReadOnlyDictionary<DateOnly, Holiday> legalDays) =>
        new(year, "law", true, legalDays, new Dictionary<DateOnly, Holiday>());

    public CalendarDay On(DateOnly day)
    {
        if (MakeUpDays.TryGetValue(day, out var paidFor))
        {
            return new CalendarDay(day, DayKind.MakeUpWorkday, paidFor, IsProvisional);
        }

        if (RestDays.TryGetValue(day, out var holiday))
        {
            return new CalendarDay(day, DayKind.Holiday, holiday, IsProvisional);
        }

        return new CalendarDay(day, IsWeekend(day) ? DayKind.Weekend : DayKind.Workday, null, IsProvisional);
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
