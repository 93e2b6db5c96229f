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
    public async Task Calendar_IsForAdministrators()
    {
        await using var web = await WebUnderTest.StartAsync();
        var browser = web.As(web.Office.Clerk);
        await browser.OpenAsync("/deadlines/calendar");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
    }
}
