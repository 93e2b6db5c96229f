using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Deadlines;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = OfficialYears.Calendar;

    [Fact]
    public void Official_HoldsEveryYearFrom2004To2026_AndNoneOfThemIsProvisional()
    {
        Assert.Equal(Enumerable.Range(2004, 23), Calendar.AnnouncedYears.Select(y => y.Year));
        Assert.DoesNotContain(Calendar.AnnouncedYears, y => y.IsProvisional);
    }

    /// <summary>As announced by the State Council's office in November 2024 and November 2025.</summary>
    [Theory]
    [InlineData("2025-09-28", DayKind.MakeUpWorkday, Holiday.NationalDay)]
    [InlineData("2025-09-30", DayKind.Workday, null)]
    [InlineData("2025-10-01", DayKind.Holiday, Holiday.NationalDay)]
    [InlineData("2025-10-06", DayKind.Holiday, Holiday.MidAutumn)]
    [InlineData("2025-10-08", DayKind.Holiday, Holiday.NationalDay)]
    [InlineData("2025-10-09", DayKind.Workday, null)]
    [InlineData("2025-10-11", DayKind.MakeUpWorkday, Holiday.NationalDay)]
    [InlineData("2025-10-12", DayKind.Weekend, null)]
    [InlineData("2026-02-14", DayKind.MakeUpWorkday, Holiday.SpringFestival)]
    [InlineData("2026-02-15", DayKind.Holiday, Holiday.SpringFestival)]
    [InlineData("2026-02-23", DayKind.Holiday, Holiday.SpringFestival)]
    [InlineData("2026-02-24", DayKind.Workday, null)]
    [InlineData("2026-09-20", DayKind.MakeUpWorkday, Holiday.NationalDay)]
    [InlineData("2026-10-07", DayKind.Holiday, Holiday.NationalDay)]
    [InlineData("2026-10-08", DayKind.Workday, null)]
    [InlineData("2026-10-10", DayKind.MakeUpWorkday, Holiday.NationalDay)]
    public void On_AnAnnouncedDay_IsAsAnnounced(string day, DayKind kind, Holiday? holiday) =>
        Assert.Equal(new CalendarDay(DateOnly.Parse(day), kind, holiday, false), Calendar.On(DateOnly.Parse(day)));

    /// <summary>Working days of a year as offices publish them (days of the year less rest days).</summary>
    [Theory]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void YearOf_AnAnnouncedYear_HasItsWorkingDays(int year, int workdays)
    {
        var first = new DateOnly(year, 1, 1);
        var days = Enumerable.Range(0, first.AddYears(1).DayNumber - first.DayNumber).Select(first.AddDays);

        Assert.Equal(workdays, days.Count(Calendar.IsWorkday));
    }

    [Theory]
    [InlineData(2003)]
    [InlineData(1999)]
    [InlineData(2100)]
    public void On_AYearOutsideTheData_IsRefused(int year)
    {
        var refused = Assert.Throws<RefusedException>(() => Calendar.On(new DateOnly(year, 6, 1)));

        Assert.Equal(new Refusal("calendar-year-unknown", year).Code, refused.Refusal.Code);
    }

    [Fact]
    public void AddWorkdays_AcrossNationalDay_SkipsTheHolidayAndCountsTheMakeUpDay()
    {
        // 28 September 2025 is a Sunday worked for the holiday, 11 October a Saturday worked for it.
        Assert.Equal(new DateOnly(2025, 9, 28), Calendar.AddWorkdays(new DateOnly(2025, 9, 26), 1));
        Assert.Equal(new DateOnly(2025, 10, 11), Calendar.AddWorkdays(new DateOnly(2025, 9, 30), 3));
    }

    [Fact]
    public void With_AnAnnouncedYear_ReplacesTheProvisionalOne()
    {
        var announced = CalendarYear.Announced(
            2027, "test", new Dictionary<DateOnly, Holiday> { [new(2027, 1, 1)] = Holiday.NewYear, [new(2027, 1, 4)] = Holiday.NewYear },
            new Dictionary<DateOnly, Holiday> { [new(2027, 1, 9)] = Holiday.NewYear }).Value;

        var calendar = Calendar.With(announced);

        Assert.True(Calendar.On(new DateOnly(2027, 1, 4)) is { IsWorkday: true, IsProvisional: true });
        Assert.True(calendar.On(new DateOnly(2027, 1, 4)) is { IsWorkday: false, IsProvisional: false });
        Assert.True(calendar.IsWorkday(new DateOnly(2027, 1, 9)));
        Assert.True(calendar.YearOf(2028).IsProvisional);
    }
}
