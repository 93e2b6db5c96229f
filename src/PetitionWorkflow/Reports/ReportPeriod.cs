using System.Globalization;

namespace PetitionWorkflow.Reports;

/// <summary>周小結、月分析、季報、年報 (四(二)1, C60-C63)</summary>
public enum ReportSpan
{
    /// <summary>From Monday to Sunday, numbered as ISO 8601 does: the year of its Thursday.</summary>
    Week = 1,

    Month = 2,
    Quarter = 3,
    Year = 4,
}

/// <summary>Which week, month, quarter or year a report or a ranking is about.</summary>
/// <param name="Number">Of the span in its year; 1 for a year.</param>
public readonly record struct ReportPeriod(ReportSpan Span, int Year, int Number)
{
    public bool Exists => Year is >= 2000 and <= 9998 && Number >= 1 && Number <= Span switch
    {
        ReportSpan.Week => ISOWeek.GetWeeksInYear(Year),
        ReportSpan.Month => 12,
        ReportSpan.Quarter => 4,
        ReportSpan.Year => 1,
        _ => 0,
    };

    public Period Days => Span switch
    {
        ReportSpan.Week => new Period(Monday, Monday.AddDays(6)),
        ReportSpan.Month => Period.Month(Year, Number),
        ReportSpan.Quarter => Period.Quarter(Year, Number),
        ReportSpan.Year => new Period(new DateOnly(Year, 1, 1), new DateOnly(Year, 12, 31)),
        _ => throw new InvalidOperationException($"A report of {Span}."),
    };

    /// <summary>環比: the one before.</summary>
    public ReportPeriod Before => Of(Span, Days.First.AddDays(-1));

    /// <summary>同比: the same one of the year before. A year without a 53rd week is compared with its last one.</summary>
    public ReportPeriod YearBefore => Span == ReportSpan.Week
        ? this with { Year = Year - 1, Number = Math.Min(Number, ISOWeek.GetWeeksInYear(Year - 1)) }
        : this with { Year = Year - 1 };

    /// <summary>The clock until which it is to be approved (K18).</summary>
    public string Clock => "K18-" + Word;

    /// <summary>Of its pages: <c>month/2026/3</c>.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"{Word}/{Year}/{Number}");

    /// <summary>The one before has one before: a record's own words would never end.</summary>
    public override string ToString() => Address;

    private string Word => Span.ToString().ToLowerInvariant();

    private DateOnly Monday => DateOnly.FromDateTime(ISOWeek.ToDateTime(Year, Number, DayOfWeek.Monday));

    public static ReportPeriod OfMonth(int year, int month) => new(ReportSpan.Month, year, month);

    /// <summary>The one that a day lies in.</summary>
    public static ReportPeriod Of(ReportSpan span, DateOnly day) => span switch
    {
        ReportSpan.Week => new(span, ISOWeek.GetYear(day.ToDateTime(TimeOnly.MinValue)), ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue))),
        ReportSpan.Month => new(span, day.Year, day.Month),
        ReportSpan.Quarter => new(span, day.Year, (day.Month + 2) / 3),
        ReportSpan.Year => new(span, day.Year, 1),
        _ => throw new InvalidOperationException($"A report of {span}."),
    };

    /// <summary>The last one that was over before a day.</summary>
    public static ReportPeriod LastBefore(ReportSpan span, DateOnly day) => Of(span, day).Before;
}
