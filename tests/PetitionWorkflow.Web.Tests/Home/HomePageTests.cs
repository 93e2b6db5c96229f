using System.Net;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Home;

public sealed class HomePageTests : IAsyncLifetime
{
    private WebUnderTest _web = null!;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync(services => services.WithoutFlows());

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task Home_OfAClerk_CountsByDueDayAndBeginsWithTheMostPressing()
    {
        var office = _web.Office;
        var late = await office.AddTaskAsync(await office.AddCaseAsync("Late"), due: office.Now.AddDays(-2));
        await office.AddTaskAsync(await office.AddCaseAsync("Today"), due: office.Now.AddMinutes(1));
        await office.AddTaskAsync(await office.AddCaseAsync("Soon"), due: office.Now.AddDays(2));
        await office.AddTaskAsync(await office.AddCaseAsync("Later"), due: office.Now.AddDays(20));
        var urgent = await office.AddTaskAsync(await office.AddCaseAsync("Urgent"), urgent: true, due: office.Now.AddDays(30));

        var browser = _web.As(office.Clerk);
        await browser.OpenAsync("/");

        Assert.Equal(["1", "1", "1", "2", "5"], browser.Page.QuerySelectorAll(".home-number").Select(n => n.TextContent));
        Assert.Equal(
            [$"/tasks/{urgent.Id}", $"/tasks/{late.Id}"],
            browser.Page.QuerySelectorAll(".home-task a").Take(2).Select(a => a.GetAttribute("href")));
        foreach (var (count, link) in browser.Page.QuerySelectorAll(".home-count").Select(a => (a.QuerySelector(".home-number")!.TextContent, a.GetAttribute("href")!)).ToList())
        {
            await browser.OpenAsync(link);
            Assert.Equal(count, browser.Page.QuerySelectorAll("tr[data-row]").Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Home_OfAUnit_ShowsNothingOfAnotherUnit()
    {
        var office = _web.Office;
        await office.AddTaskAsync(await office.AddCaseAsync("Secret of another"), unit: office.Transport.Id, due: office.Now.AddDays(-1));

        var browser = _web.As(office.HousingHead);
        await browser.OpenAsync("/");

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.DoesNotContain("Secret of another", browser.Source);
        Assert.All(browser.Page.QuerySelectorAll(".home-number"), n => Assert.Equal("0", n.TextContent));
    }

    [Fact]
    public async Task Home_HasEveryTextInEveryLanguage()
    {
        await _web.Office.AddTaskAsync(await _web.Office.AddCaseAsync(), urgent: true);

        foreach (var language in Texts.Languages)
        {
            foreach (var viewer in new[] { _web.Office.Clerk, _web.Office.Auditor, _web.Office.HousingHead })
            {
                var browser = _web.As(viewer, language);
                await browser.OpenAsync("/");
                Assert.Equal(HttpStatusCode.OK, browser.Status);
                Assert.DoesNotContain("⟦", browser.Source);
            }
        }
    }
}
