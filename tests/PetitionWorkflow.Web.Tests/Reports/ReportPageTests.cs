using System.Net;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents.Word;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Reports;

/// <summary>Scenarios 14 and 15 on the pages, by the people whose work it is.</summary>
public sealed class ReportPageTests
{
    [Fact]
    public async Task MonthReport_IsDraftedReturnedAndApproved_AndUnitsSeeNothingBeforeThat()
    {
        await using var web = await WebUnderTest.StartAsync();
        await web.Office.AddCaseAsync(assignedTo: [web.Office.Housing.Id]);
        web.Time.Advance(TimeSpan.FromDays(31));
        var clerk = web.As(web.Office.Clerk, "en");
        await clerk.OpenAsync("/reports");
        await clerk.PressAsync("Begin a draft");
        Assert.Equal("/reports/month/2026/3", clerk.Address);
        await clerk.PressAsync("Submit to the leaders");
        Assert.Equal(4, clerk.Page.QuerySelectorAll("#problems li").Length);
        await clerk.PressAsync("Submit to the leaders", Sections("Street lamps <b>again</b>"));
        Assert.Contains("With the leaders", clerk.Text(".badge"), StringComparison.Ordinal);
        Assert.DoesNotContain("⟦", clerk.Source, StringComparison.Ordinal);
        await AssertHiddenAsync(web);

        var leader = web.As(web.Office.Leader, "en");
        await leader.OpenAsync("/reports/month/2026/3");
        await leader.PressAsync("Return");
        Assert.Contains("Please give a reason.", leader.Text("#problems"), StringComparison.Ordinal);
        await leader.PressAsync("Return", ("Words", "Which lamps?"));
        await AssertHiddenAsync(web);
        await clerk.OpenAsync("/reports/month/2026/3");
        Assert.Contains("Which lamps?", clerk.Text("main"), StringComparison.Ordinal);
        await clerk.PressAsync("Submit to the leaders", Sections("Lamps of XF-2026-000001"));
        await leader.OpenAsync("/reports/month/2026/3");
        await leader.PressAsync("Approve and send out");
        Assert.Contains("Told:", leader.Text("main"), StringComparison.Ordinal);

        var unit = web.As(web.Office.TransportHandler, "en");
        await unit.OpenAsync("/reports");
        Assert.Contains("month 3 of 2026", unit.Text("main"), StringComparison.Ordinal);
        await unit.OpenAsync("/reports/month/2026/3");
        Assert.Contains("Lamps of ※※", unit.Text("main"), StringComparison.Ordinal);
        Assert.Contains("too few to be shown", unit.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("XF-2026-000001", unit.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("Which lamps?", unit.Source, StringComparison.Ordinal);
        await AssertPaperAsync(web);
    }

    [Theory]
    [InlineData("week", "/reports/week/2026/9", "week 9 of 2026")]
    [InlineData("quarter", "/reports/quarter/2026/1", "quarter 1 of 2026")]
    [InlineData("year", "/reports/year/2026/1", "Annual petition report 2026")]
    public async Task Report_OfAWeekAQuarterOrAYear_GoesTheSameWay_WithItsOwnClockAndPaper(string span, string address, string title)
    {
        await using var web = await WebUnderTest.StartAsync();
        await web.Office.AddCaseAsync(assignedTo: [web.Office.Housing.Id]);
        web.Time.Advance(TimeSpan.FromDays(span switch { "week" => 3, "quarter" => 35, _ => 320 }));
        var clerk = web.As(web.Office.Clerk, "en");
        await clerk.OpenAsync($"/reports?span={span}");
        Assert.DoesNotContain("⟦", clerk.Source, StringComparison.Ordinal);
        await clerk.PressAsync("Begin a draft");
        Assert.Equal(address, clerk.Address);
        Assert.Contains(title, clerk.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("working days", clerk.Text("#report-due"), StringComparison.Ordinal);
        Assert.Contains("Assignments to units", clerk.Text("main"), StringComparison.Ordinal);
        await clerk.PressAsync("Submit to the leaders", Sections("Lamps"));
        var leader = web.As(web.Office.Leader, "en");
        await leader.OpenAsync(address);
        await leader.PressAsync("Approve and send out");

        var unit = web.As(web.Office.HousingHandler, "zh-Hant");
        await unit.OpenAsync($"/reports?span={span}");
        Assert.NotNull(unit.Page.QuerySelector($"a[href='{address}']"));
        await unit.OpenAsync(address + "/paper");
        Assert.DoesNotContain("⟦", unit.Source, StringComparison.Ordinal);
        await unit.OpenAsync(address + "/paper?handler=Word");
        Assert.Equal(WordPaper.ContentType, unit.Answer.Content.Headers.ContentType!.MediaType);
        await unit.OpenAsync("/reports/decade/2026/1");
        Assert.Equal(HttpStatusCode.NotFound, unit.Status);
    }

    [Fact]
    public async Task SituationNote_IsWrittenByAUnit_ReadAndAnsweredByTheOffice_AndNotSeenByAnotherUnit()
    {
        await using var web = await WebUnderTest.StartAsync();
        var unit = web.As(web.Office.HousingHandler, "en");
        await unit.OpenAsync("/reports/situations");
        await unit.PressAsync("Send the note", ("Kind", "Risk"), ("Title", "A gathering is planned"));
        Assert.NotNull(unit.Page.QuerySelector("#problems a[href='#Text']"));
        Assert.Equal("A gathering is planned", unit.ValueOf("Title"));
        await unit.PressAsync("Send the note", ("Text", "On Friday, <b>at the gate</b>."));
        Assert.Contains("On Friday, <b>at the gate</b>.", unit.Text("#situations"), StringComparison.Ordinal);
        Assert.Empty(unit.Page.QuerySelectorAll("#situations form"));

        var other = web.As(web.Office.TransportHandler, "en");
        await other.OpenAsync("/reports/situations");
        Assert.DoesNotContain("gathering", other.Source, StringComparison.Ordinal);
        var auditor = web.As(web.Office.Auditor, "en");
        await auditor.OpenAsync("/reports/situations");
        Assert.Contains("gathering", auditor.Text("#situations"), StringComparison.Ordinal);
        Assert.Empty(auditor.Page.QuerySelectorAll("main form[method=post]"));

        var clerk = web.As(web.Office.Clerk, "en");
        await clerk.OpenAsync("/reports/situations");
        await clerk.PressAsync("Save the remark", ("Remark", ""));
        Assert.NotNull(clerk.Page.QuerySelector("#situations details[open] #Remark"));
        await clerk.PressAsync("Save the remark", ("Remark", "The police are told."));
        await unit.OpenAsync("/reports/situations");
        Assert.Contains("The police are told.", unit.Text("[data-remark]"), StringComparison.Ordinal);
        var mails = await web.Office.ReadAsync(db => db.Set<PetitionWorkflow.Mail.OutgoingMail>().ToListAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain(mails, m => (m.Subject + m.TextBody).Contains("gathering", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Suggestions_AreDecidedByTheOffice_WithAReasonWhenNotAdopted()
    {
        await using var web = await WebUnderTest.StartAsync();
        var about = await web.Office.AddCaseAsync();
        var task = await web.Office.AddTaskAsync(about, type: "verify", outcomes: """["Pass"]""");
        var data = """{"rootCause":"service","suggestion":"Patrol <more>"}""";
        await web.Office.ReadAsync(db => db.Set<WorkTask>().Where(t => t.Id == task.Id).ExecuteUpdateAsync(
            set => set.SetProperty(t => t.State, TaskState.Completed).SetProperty(t => t.Outcome, "Pass").SetProperty(t => t.CompletedAt, web.Office.Now).SetProperty(t => t.DataJson, data),
            TestContext.Current.CancellationToken));
        var leader = web.As(web.Office.Leader, "en");
        await leader.OpenAsync("/reports/suggestions");
        Assert.Contains("Patrol <more>", leader.Text("tbody"), StringComparison.Ordinal);
        await leader.PressAsync("Save", ("adoption", "NotAdopted"));
        Assert.Contains("Say why it is not adopted.", leader.Text("#problems"), StringComparison.Ordinal);
        await leader.PressAsync("Save", ("adoption", "NotAdopted"), ("reason", "No people"));
        Assert.Contains("No people", leader.Text("tbody"), StringComparison.Ordinal);
        Assert.DoesNotContain("⟦", leader.Source, StringComparison.Ordinal);

        var auditor = web.As(web.Office.Auditor, "en");
        await auditor.OpenAsync("/reports/suggestions?Only=NotAdopted");
        Assert.Equal((1, 0), (auditor.Page.QuerySelectorAll("tbody tr").Length, auditor.Page.QuerySelectorAll("tbody form").Length));
        var unit = web.As(web.Office.TransportHandler);
        await unit.OpenAsync("/reports/suggestions");
        Assert.Equal(HttpStatusCode.Forbidden, unit.Status);
    }

    [Fact]
    public async Task Ranking_ShowsEachUnitItsFactsAndTheHash_ToTheOfficeOnly()
    {
        await using var web = await WebUnderTest.StartAsync();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await web.Office.AddCaseAsync(assignedTo: [web.Office.Housing.Id], change: p => p.Assignments[0].SignedAt = p.ReceivedAt);
        }

        web.Time.Advance(TimeSpan.FromDays(40));
        var clerk = web.As(web.Office.Clerk);
        await clerk.OpenAsync("/reports");
        await clerk.PressAsync("建立考核排名");
        Assert.Equal("/reports/rankings/quarter/2026/1/1", clerk.Address);
        Assert.Equal("1", clerk.Text("tbody tr:first-child td:first-child").Split(' ')[0]);
        Assert.Contains("100.00", clerk.Text("main"), StringComparison.Ordinal);
        Assert.Contains("逐位一致", clerk.Text(".alert-success"), StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{64}$", clerk.Text(".card-footer code"));
        Assert.Equal(3, clerk.Page.QuerySelectorAll("details a[href^='/cases/']").Length);
        Assert.DoesNotContain("⟦", clerk.Source, StringComparison.Ordinal);

        foreach (var person in new[] { web.Office.HousingHead, web.Office.HousingHandler })
        {
            var browser = web.As(person);
            await browser.OpenAsync("/reports/rankings/quarter/2026/1/1");
            Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
            await browser.OpenAsync("/reports");
            Assert.DoesNotContain("2026 年第 1 季度", browser.Source, StringComparison.Ordinal);
        }

        // Also the clerk of a unit reads as the unit.
        var between = web.As(web.Office.Clerk with { UnitId = web.Office.Housing.Id });
        await between.OpenAsync("/reports/rankings/quarter/2026/1/1");
        Assert.Equal(HttpStatusCode.NotFound, between.Status);

        await clerk.OpenAsync("/reports");
        await clerk.PressAsync("建立考核排名");
        Assert.Single(clerk.Page.QuerySelectorAll("#problems a[href='#Reason']"));

        // A year that is not over is refused by its last day, and what was chosen stays chosen.
        await clerk.PressAsync("建立考核排名", ("year", "2026"), ("quarter", ""), ("reason", ""));
        Assert.Contains("2026-12-31", clerk.Text("#problems"), StringComparison.Ordinal);
        Assert.Equal("", clerk.Page.QuerySelector("#ranking-quarter option[selected]")!.GetAttribute("value"));
        web.Time.Advance(TimeSpan.FromDays(365));
        await clerk.OpenAsync("/reports");
        await clerk.PressAsync("建立考核排名", ("year", "2026"), ("quarter", ""));
        Assert.Equal("/reports/rankings/year/2026/1/1", clerk.Address);
        Assert.Contains("2026 年度考核排名（第 1 版）", clerk.Text("h1"), StringComparison.Ordinal);
    }

    /// <summary>No unit finds a trace, and a petitioner is asked to sign in.</summary>
    private static async Task AssertHiddenAsync(WebUnderTest web)
    {
        foreach (var person in new[] { web.Office.HousingHead, web.Office.HousingHandler, web.Office.Clerk with { UnitId = web.Office.Housing.Id } })
        {
            var unit = web.As(person);
            await unit.OpenAsync("/reports");
            Assert.Equal(HttpStatusCode.OK, unit.Status);
            Assert.DoesNotContain("2026-03", unit.Source, StringComparison.Ordinal);
            foreach (var path in new[] { "/reports/month/2026/3", "/reports/month/2026/3/paper", "/reports/month/2026/3/paper?handler=Word" })
            {
                await unit.OpenAsync(path);
                Assert.Equal(HttpStatusCode.NotFound, unit.Status);
            }
        }

        var stranger = web.Anonymous();
        await stranger.OpenAsync("/reports/month/2026/3");
        Assert.StartsWith("/sign-in", stranger.Address, StringComparison.Ordinal);
    }

    private static async Task AssertPaperAsync(WebUnderTest web)
    {
        var unit = web.As(web.Office.HousingHead, "en");
        await unit.OpenAsync("/reports/month/2026/3/paper");
        Assert.Contains("Lamps of ※※", unit.Text("article.document"), StringComparison.Ordinal);
        Assert.DoesNotContain("XF-2026-000001", unit.Source, StringComparison.Ordinal);
        await unit.OpenAsync("/reports/month/2026/3/paper?handler=Word");
        Assert.Equal(WordPaper.ContentType, unit.Answer.Content.Headers.ContentType!.MediaType);
        using var bytes = new MemoryStream(await unit.Answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        await using var zip = new System.IO.Compression.ZipArchive(bytes);
        using var reader = new StreamReader(await zip.GetEntry("word/document.xml")!.OpenAsync(TestContext.Current.CancellationToken));
        var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Lamps of ※※", text, StringComparison.Ordinal);
        Assert.DoesNotContain("XF-2026-000001", text, StringComparison.Ordinal);
    }

    private static (string, string?)[] Sections(string problems) =>
        [("Overview", "Quiet"), ("KeyProblems", problems), ("Forecast", "The same"), ("Suggestions", "More lamps")];
}
