using System.Net;
using AngleSharp.Dom;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Intake;

public sealed class CaseListPageTests : IAsyncLifetime
{
    private WebUnderTest _web = null!;

    private TestOffice Office => _web.Office;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Theory]
    [InlineData("/petitions?from=0001-01-01&until=9999-12-31")]
    [InlineData("/petitions?page=2147483647")]
    [InlineData("/deadlines/cards?from=0001-01-01&until=9999-12-31")]
    [InlineData("/deadlines/cards?from=9999-12-31&until=0001-01-01&page=-3")]
    public async Task List_OverTheWholeCalendar_IsShown(string address)
    {
        await Office.AddCaseAsync();
        var browser = _web.As(Office.Clerk);

        await browser.OpenAsync(address);

        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    [Fact]
    public async Task List_HasEveryTextInEveryLanguage()
    {
        var first = _web.As(Office.Clerk);
        await first.OpenAsync("/petitions");
        Assert.NotEmpty(first.Text(".empty"));
        await Office.AddCaseAsync(change: p =>
        {
            p.Stage = CaseStage.Archived;
            p.Outcome = CaseOutcome.Resolved;
            p.IsUrgent = true;
            p.Importance = Importance.Complex;
        });

        foreach (var language in Texts.Languages)
        {
            var browser = _web.As(Office.Clerk, language);
            foreach (var address in (string[])["/petitions", "/petitions?text=nothing", "/petitions?stage=Handling", "/petitions?stage=Archived"])
            {
                await browser.OpenAsync(address);
                Assert.Equal(HttpStatusCode.OK, browser.Status);
                Assert.DoesNotContain("⟦", browser.Source);
                Assert.Empty(browser.Page.QuerySelectorAll("[style]"));
            }
        }
    }

    [Fact]
    public async Task List_ShowsEachPersonOnlyWhatTheyMaySee()
    {
        await Office.AddCaseAsync("Of housing", [Office.Housing.Id]);
        await Office.AddCaseAsync("Of transport", [Office.Transport.Id]);
        await Office.AddCaseAsync("Of nobody yet");
        await Office.AddCaseAsync("Accuses housing", [Office.Housing.Id], accused: Office.Housing.Id);

        Assert.Equal(["Accuses housing", "Of housing", "Of nobody yet", "Of transport"], await SubjectsAsync("/petitions?sort=subject", Office.Clerk));
        Assert.Equal(["Of housing"], await SubjectsAsync("/petitions", Office.HousingHandler));
        Assert.Equal([], await SubjectsAsync("/petitions?text=Accuses", Office.HousingHead));
        Assert.Equal([], await SubjectsAsync($"/petitions?unit={Office.Transport.Id}", Office.HousingHead));
        var browser = _web.As(Office.HousingHandler);
        await browser.OpenAsync("/petitions");
        Assert.Contains("共 1 条", browser.Text(".card-footer"));
        Assert.Equal("1", browser.Text(".stage-tabs .nav-link.active .badge"));
        Assert.Empty(browser.Page.QuerySelectorAll("select[name=unit]"));
        Assert.Empty(browser.Page.QuerySelectorAll("main a[href='/intake']"));
    }

    [Fact]
    public async Task List_IsFilteredByChannelStatusUnitUrgencyDatesAndText()
    {
        await Office.AddCaseAsync("Lamp", [Office.Transport.Id], change: p => p.Stage = CaseStage.Handling);
        await Office.AddCaseAsync("Leak", [Office.Housing.Id], channel: Channel.Visit, change: p => p.IsUrgent = true);
        await Office.AddCaseAsync("Noise 50%", channel: Channel.Online, change: p => p.Stage = CaseStage.Archived);
        _web.Time.Advance(TimeSpan.FromDays(3));
        await Office.AddCaseAsync("Road", channel: Channel.Call);

        foreach (var (address, expected) in new[]
        {
            ("channel=Visit", "Leak"), ("stage=Handling", "Lamp"), ("state=closed", "Noise 50%"), ("state=open", "Lamp Leak Road"), ("urgent=true", "Leak"),
            ($"unit={Office.Transport.Id}", "Lamp"), ("from=2026-03-03", "Road"), ("to=2026-03-02", "Lamp Leak Noise 50%"), ("text=50%25", "Noise 50%"),
            ("text=%25", "Noise 50%"), ("text=XF-2026-000002", "Leak"), ("text=ea+k", "Leak"), ("channel=Fax", "Lamp Leak Noise 50% Road"), ("from=never", "Lamp Leak Noise 50% Road"),
            ("channel=Visit&state=closed", ""),
        })
        {
            Assert.Equal((address, expected), (address, string.Join(' ', await SubjectsAsync($"/petitions?sort=subject&{address}", Office.Clerk))));
        }
    }

    [Fact]
    public async Task List_IsSortedBothWaysAndPaged()
    {
        for (var i = 1; i <= 30; i++)
        {
            await Office.AddCaseAsync($"Case {i:D2}");
            _web.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var newest = await SubjectsAsync("/petitions", Office.Clerk);
        Assert.Equal((25, "Case 30"), (newest.Count, newest[0]));
        Assert.Equal(["Case 05", "Case 04", "Case 03", "Case 02", "Case 01"], await SubjectsAsync("/petitions?page=2", Office.Clerk));
        Assert.Equal(["Case 05", "Case 04", "Case 03", "Case 02", "Case 01"], await SubjectsAsync("/petitions?page=99", Office.Clerk));
        Assert.Equal("Case 01", (await SubjectsAsync("/petitions?sort=subject", Office.Clerk))[0]);
        Assert.Equal("Case 30", (await SubjectsAsync("/petitions?sort=-number", Office.Clerk))[0]);
        var browser = _web.As(Office.Clerk);
        await browser.OpenAsync("/petitions");
        Assert.Contains("共 30 条", browser.Text(".card-footer"));
        Assert.Equal("descending", browser.Page.QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort"));
        Assert.Equal("/cases/XF-2026-000030", browser.Page.QuerySelector("main tbody a")!.GetAttribute("href"));
    }

    private async Task<IReadOnlyList<string>> SubjectsAsync(string address, PetitionWorkflow.Staff.Viewer person)
    {
        var browser = _web.As(person);
        await browser.OpenAsync(address);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        return [.. browser.Page.QuerySelectorAll(".case-subject").Select(e => e.TextContent)];
    }
}
