using System.Net;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Deadlines;

public sealed class CalendarPageTests
{
    [Fact]
    public async Task Calendar_SaysWhichDaysAreMadeUpAndWhichYearsAreProvisional()
    {
        await using var web = await WebUnderTest.StartAsync();
        var browser = web.As(web.Office.Administrator, "en");

        await browser.OpenAsync("/deadlines/calendar?year=2026");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);
        Assert.NotEmpty(browser.Page.QuerySelectorAll(".calendar-month .calendar-makeup"));
        Assert.Null(browser.Page.QuerySelector(".alert-warning"));

        await browser.OpenAsync("/deadlines/calendar?year=2028");
        Assert.NotNull(browser.Page.QuerySelector(".alert-warning"));
        Assert.Empty(browser.Page.QuerySelectorAll(".calendar-month .calendar-makeup"));
    }

    [Fact]
    public async Task Calendar_SetsTheOfficeHoursWithAReason_AndKeepsWhatWasTyped()
    {
        await using var web = await WebUnderTest.StartAsync();
        var browser = web.As(web.Office.Administrator, "en");
        await browser.OpenAsync("/deadlines/calendar");
        Assert.Equal(("09:00", "17:30"), (browser.ValueOf("Spans[0].From"), browser.ValueOf("Spans[1].Until")));

        await browser.PressAsync("Save the office hours", ("Spans[0].From", "08:30"), ("Spans[0].Until", "08:00"), ("HoursReason", "summer"));
        Assert.Contains("Office hours are one to 3 stretches", browser.Text("#problems"), StringComparison.Ordinal);
        Assert.Equal("08:30", browser.ValueOf("Spans[0].From"));
        await browser.PressAsync("Save the office hours", ("Spans[0].Until", "12:00"));
        Assert.Equal("08:30", browser.ValueOf("Spans[0].From"));
        Assert.Contains("08:30-12:00, 13:30-17:30 (summer)", browser.Text("#hours-changes"), StringComparison.Ordinal);
        await browser.OpenAsync("/deadlines/clocks/K14");
        Assert.Contains("office hours", browser.Text("#Input_Unit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calendar_IsForAdministrators()
    {
        await using var web = await WebUnderTest.StartAsync();
        var browser = web.As(web.Office.Clerk);
        await browser.OpenAsync("/deadlines/calendar");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
    }
}
