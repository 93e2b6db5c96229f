using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Deadlines;

/// <summary>A year as an iCalendar file, as calendar services publish it.</summary>
public sealed class CalendarIcsTests
{
    [Fact]
    public void Ics_WithHolidaysAndMakeUpDays_GivesTheYear()
    {
        var year = Read(
            Event("20270101", "20270104", "元旦 休"), Event("20270109", null, "元旦 补班"), Event("20271001", "20271008", "国庆节假期"), Event("20270601", "20270602", "Holiday of the city"),
            Event("20261231", "20270101", "元旦 休")).Value;

        Assert.Equal(
            [("2027-01-01", Holiday.NewYear), ("2027-01-02", Holiday.NewYear), ("2027-01-03", Holiday.NewYear), ("2027-06-01", Holiday.Other)],
            year.RestDays.OrderBy(d => d.Key).Take(4).Select(d => (d.Key.ToString("yyyy-MM-dd"), d.Value)));
        Assert.Equal(7, year.RestDays.Count(d => d.Value == Holiday.NationalDay));
        Assert.Equal((new DateOnly(2027, 1, 9), Holiday.NewYear), (year.MakeUpDays.Single().Key, year.MakeUpDays.Single().Value));
        Assert.False(year.IsProvisional);
    }

    [Theory]
    [InlineData("20270101", "20270102", "聚餐", "calendar-event-unclear")]
    [InlineData("20270101", "20270301", "元旦 休", "calendar-event-not-days")]
    [InlineData("20270103", "20270101", "元旦 休", "calendar-event-not-days")]
    [InlineData("20270106", "20270107", "元旦 上班", "calendar-make-up-on-weekday")]
    public void Ics_WithAnEventThatIsNoRestDayNorWorkday_IsRefused(string start, string end, string summary, string code) =>
        Assert.Equal(code, Read(Event(start, end, summary), Event("20270102", null, "元旦 休")).Refusal?.Code);

    [Fact]
    public void Ics_WithARestDayThatIsAlsoWorked_IsRefusedNamingTheDay()
    {
        var refusal = Read(Event("20270102", null, "元旦 休"), Event("20270102", null, "元旦 班")).Refusal;

        Assert.Equal(("calendar-day-rest-and-work", "2027-01-02"), (refusal?.Code, refusal?.Args[0]));
    }

    [Fact]
    public void Ics_WithADayTwice_IsRefused() =>
        Assert.Equal("calendar-day-twice", Read(Event("20270101", null, "元旦 休"), Event("20270101", null, "元旦假期")).Refusal?.Code);

    [Fact]
    public void Ics_WithARuleThatRepeats_IsRefused() =>
        Assert.Equal("calendar-event-not-days", Read(Event("20270101", null, "元旦 休") + "RRULE:FREQ=YEARLY\r\n").Refusal?.Code);

    [Theory]
    [InlineData("")]
    [InlineData("no calendar at all")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:2027")]
    [InlineData("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20271399\r\nSUMMARY:元旦 休\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")]
    [InlineData("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")]
    public void Ics_ThatIsBrokenOrEmpty_IsRefused(string text) =>
        Assert.NotNull(new ImportCalendarYear("holidays.ics", text, 2027).Read().Refusal);

    [Fact]
    public void Ics_OfAYearBeforeTheData_HasNothingToSay() =>
        Assert.Equal("calendar-year-without-holidays", new ImportCalendarYear("holidays.ICS", Wrap(Event("20270101", null, "元旦 休")), 2003).Read().Refusal?.Code);

    private static Result<CalendarYear> Read(params string[] events) => new ImportCalendarYear("holidays.ics", Wrap(events), 2027).Read();

    private static string Wrap(params string[] events) =>
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\n" + string.Concat(events.Select((e, i) => $"BEGIN:VEVENT\r\nUID:{i}\r\n{e}END:VEVENT\r\n")) + "END:VCALENDAR\r\n";

    private static string Event(string start, string? end, string summary) =>
        $"DTSTART;VALUE=DATE:{start}\r\n{(end is null ? "" : $"DTEND;VALUE=DATE:{end}\r\n")}SUMMARY:{summary}\r\n";
}
