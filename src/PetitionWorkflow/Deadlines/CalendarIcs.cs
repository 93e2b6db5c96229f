using System.Globalization;
using System.Runtime.Serialization;
using Ical.Net.CalendarComponents;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// A year out of an iCalendar file (RFC 5545), as calendar services publish China's holidays: whole-day events, 「班」 in the summary for
/// a make-up workday, 「休」, 「假」 or the holiday's name for a rest day. Other years in the file are left alone.
/// </summary>
internal static class CalendarIcs
{
    private static readonly IReadOnlyList<(string Name, Holiday Holiday)> Names =
    [
        ("元旦", Holiday.NewYear), ("春节", Holiday.SpringFestival), ("春節", Holiday.SpringFestival), ("除夕", Holiday.SpringFestival), ("清明", Holiday.Qingming),
        ("劳动", Holiday.LabourDay), ("勞動", Holiday.LabourDay), ("端午", Holiday.DragonBoat), ("中秋", Holiday.MidAutumn), ("国庆", Holiday.NationalDay),
        ("國慶", Holiday.NationalDay),
    ];

    private static readonly string[] WorkMarks = ["班", "workday", "make-up"];
    private static readonly string[] RestMarks = ["休", "假", "holiday"];

    /// <summary>Longer than any holiday: something else was meant.</summary>
    private const int MostDays = 31;

    public static Result<CalendarYear> Read(string text, int year, string source)
    {
        if (Load(text) is not { } events)
        {
            return new Refusal("calendar-file-unreadable", source);
        }

        var (rest, makeUp) = (new Dictionary<DateOnly, Holiday>(), new Dictionary<DateOnly, Holiday>());
        foreach (var one in events)
        {
            if (Put(one, year, rest, makeUp) is { } refusal)
            {
                return refusal;
            }
        }

        return CalendarYear.Announced(year, source, rest, makeUp);
    }

    private static IReadOnlyList<CalendarEvent>? Load(string text)
    {
        try
        {
            return Ical.Net.Calendar.Load(text) is { } calendar ? [.. calendar.Events] : null;
        }
        catch (Exception broken) when (broken is SerializationException or FormatException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Refusal? Put(CalendarEvent one, int year, Dictionary<DateOnly, Holiday> rest, Dictionary<DateOnly, Holiday> makeUp)
    {
        var summary = one.Summary?.Trim() ?? "";
        if (one.DtStart is not { HasTime: false } start || one.RecurrenceRule is not null)
        {
            return new Refusal("calendar-event-not-days", summary);
        }

        var first = start.Date;
        var days = one.DtEnd is { } end ? end.Date.DayNumber - first.DayNumber : 1;
        if (days is < 1 or > MostDays)
        {
            return new Refusal("calendar-event-not-days", summary);
        }

        var inYear = Enumerable.Range(0, days).Select(first.AddDays).Where(d => d.Year == year).ToList();
        var holiday = Names.FirstOrDefault(n => summary.Contains(n.Name, StringComparison.Ordinal)) is { Name: not null } known ? known.Holiday : Holiday.Other;
        var into = Has(summary, WorkMarks) ? makeUp : Has(summary, RestMarks) || holiday != Holiday.Other ? rest : null;
        if (inYear.Count > 0 && into is null)
        {
            return new Refusal("calendar-event-unclear", summary);
        }

        var twice = inYear.Where(day => !into!.TryAdd(day, holiday)).Take(1).ToList();
        return twice.Count == 0 ? null : new Refusal("calendar-day-twice", twice[0].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static bool Has(string summary, string[] marks) => marks.Any(mark => summary.Contains(mark, StringComparison.OrdinalIgnoreCase));
}
