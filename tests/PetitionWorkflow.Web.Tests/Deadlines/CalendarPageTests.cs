using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
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

    [Theory]
    [InlineData("1990", "2004")]
    [InlineData("2999", "2029")]
    public async Task AYearThatThereIsNot_IsRefusedWithTheYearsThatThereAre_AndNothingIsImportedIntoAnother(string asked, string nearest)
    {
        await using var web = await WebUnderTest.StartAsync();
        var browser = web.As(web.Office.Administrator, "en");

        await browser.OpenAsync("/deadlines/calendar?year=" + asked);
        Assert.Contains($"There is no calendar of {asked}: the years are 2004 to 2029. Below is {nearest}.", browser.Text("#problems"), StringComparison.Ordinal);
        Assert.Contains(nearest, browser.Text("#import-title"), StringComparison.Ordinal);

        var file = Encoding.UTF8.GetBytes($$"""{ "year": {{nearest}}, "rest": { "NewYear": ["{{nearest}}-01-01"] } }""");
        await browser.PressWithFilesAsync("Preview", [("Upload", "y.json", file)], ("Year", asked));
        Assert.Contains("There is no calendar of " + asked, browser.Text("#problems"), StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll("[name=FileText]"));
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
    public async Task Import_OfEachFormat_ShowsEveryDueDayThatItMoves_AndABadFileSaysWhatIsWrongWithIt()
    {
        await using var web = await WebUnderTest.StartAsync();
        web.Time.SetUtcNow(new DateTimeOffset(2026, 12, 10, 2, 0, 0, TimeSpan.Zero));
        var petition = await web.Office.AddCaseAsync();
        await using (var scope = web.Services.CreateAsyncScope())
        {
            var start = new StartClock(petition.Id, "K05");
            await scope.ServiceProvider.GetRequiredService<UnitOfWorkRunner>().RunAsync<StartClockHandler, CaseClock>(
                h => h.HandleAsync(start, ActContext.System("test"), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        }

        var browser = web.As(web.Office.Administrator, "en");
        foreach (var (file, text, message) in new[]
        {
            ("y.csv", "date,kind,holiday\n2027-02-05,rest,SpringFestival\n2027-02-06,rest,\"Spring\n", "The quotation marks in line 3 do not match."),
            ("y.csv", "when,what\n2027-02-05,rest\n", "date,kind,holiday"),
            ("y.csv", "date,kind\n2027-02-06,rest\n2027-02-06,makeUp\n", "2027-02-06 is both a rest day and a make-up workday."),
            ("y.json", "{", "cannot be read (y.json)"),
            ("y.ics", "BEGIN:VCALENDAR\nBEGIN", "cannot be read (y.ics)"),
            ("y.csv", "PK\u0003\u0004", "Excel workbook"),
        })
        {
            await UploadAsync(browser, file, text);
            Assert.Contains(message, browser.Text("#problems"), StringComparison.Ordinal);
            Assert.Empty(browser.Page.QuerySelectorAll("[name=FileText]"));
        }

        var days = Enumerable.Range(5, 7).Select(day => $"2027-02-{day:00}").ToList();
        foreach (var (file, text) in new[]
        {
            ("y.csv", "\uFEFFdate;kind;holiday\r\n" + string.Concat(days.Select(day => $"{day};\"rest\";\"SpringFestival; 2027\"\r\n"))),
            ("y.json", $$"""{ "year": 2027, "rest": { "SpringFestival": [{{string.Join(',', days.Select(day => $"\"{day}\""))}}] } }"""),
            ("y.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:20270205\r\nDTEND;VALUE=DATE:20270212\r\nSUMMARY:春节 休\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"),
        })
        {
            await UploadAsync(browser, file, text);
            Assert.Null(browser.Page.QuerySelector("#problems"));
            Assert.Contains($"{petition.Number} K05 Handle the petition 2027-02-09 2027-02-12", string.Join(' ', browser.Page.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())), StringComparison.Ordinal);
        }

        await browser.PressAsync("Import");
        Assert.Contains("2027 is imported; 1 due day(s) changed.", browser.Text("#toasts"), StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector(".alert-warning"));
    }

    [Fact]
    public async Task Import_OfAYear_CountsTheDueDaysOfCasesThatTheAdministratorMayNotSee_AndDoesNotNameThem()
    {
        await using var web = await WebUnderTest.StartAsync();
        web.Time.SetUtcNow(new DateTimeOffset(2026, 12, 10, 2, 0, 0, TimeSpan.Zero));
        var (seen, hidden) = (await web.Office.AddCaseAsync(), await web.Office.AddCaseAsync());
        foreach (var petition in new[] { seen, hidden })
        {
            await web.Services.GetRequiredService<UnitOfWorkRunner>().RunAsync<StartClockHandler, CaseClock>(
                h => h.HandleAsync(new StartClock(petition.Id, "K05"), ActContext.System("test"), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        }

        await web.Office.WriteAsync(db => db.Add(new BarredPerson { PetitionId = hidden.Id, PersonId = web.Office.Administrator.UserId, Ground = BarGround.Accused, Since = web.Office.Now, ByName = "test" }));
        var browser = web.As(web.Office.Administrator, "en");
        await UploadAsync(browser, "y.csv", "date;kind;holiday\r\n" + string.Concat(Enumerable.Range(5, 7).Select(day => $"2027-02-{day:00};rest;SpringFestival\r\n")));
        Assert.Contains(seen.Number, browser.Source, StringComparison.Ordinal);
        Assert.DoesNotContain(hidden.Number, browser.Source, StringComparison.Ordinal);
        Assert.StartsWith("1 of them belong", browser.Text("[data-not-shown]"), StringComparison.Ordinal);
        Assert.Contains("changes 2 due day(s)", browser.Source, StringComparison.Ordinal);
    }

    private static async Task UploadAsync(Browser browser, string file, string text)
    {
        await browser.OpenAsync("/deadlines/calendar?year=2027");
        await browser.PressWithFilesAsync("Preview", [("Upload", file, Encoding.UTF8.GetBytes(text))]);
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
