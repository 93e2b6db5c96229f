using System.Net;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Home;

/// <summary>A list that is opened without a page is its first; the router's own value of that name is nobody's mistake.</summary>
public sealed class PagedListTests
{
    [Fact]
    public async Task List_OpenedWithoutAPage_FindsNothingToCorrect()
    {
        await using var web = await WebUnderTest.StartAsync();
        var browser = web.As(web.Office.Administrator with { Roles = new HashSet<string>(PetitionWorkflow.Staff.Roles.All) }, "en");

        foreach (var address in new[] { "/deadlines/cards", "/deadlines/pauses", "/reports/situations", "/mail", "/mail/incoming", "/staff", "/viewings", "/recusals", "/training", "/roster", "/petitions", "/tasks" })
        {
            foreach (var page in new[] { address, address + "?page=2" })
            {
                await browser.OpenAsync(page);
                Assert.True(browser.Status == HttpStatusCode.OK, $"{page}: {browser.Status}");
                Assert.True(browser.Page.QuerySelector("#problems") is null, $"{page}: {browser.Page.QuerySelector("#problems")?.TextContent}");
            }
        }
    }
}
