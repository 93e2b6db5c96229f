using System.Net;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Deadlines;

public sealed class ClockRulePageTests
{
    [Fact]
    public async Task Rule_IsWeighedRefusedAndPublished_ByAdministratorsOnly()
    {
        await using var web = await WebUnderTest.StartAsync();
        var browser = web.As(web.Office.Administrator, "en");
        await browser.OpenAsync("/deadlines/clocks");
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);
        await browser.OpenAsync("/deadlines/clocks/K05");
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);

        await browser.PressAsync("Show the effect", ("Input.Length", "45"));
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);
        Assert.Equal("", browser.Page.QuerySelector("#problems")?.TextContent.Trim() ?? "");
        Assert.Equal(11, browser.Page.QuerySelectorAll("#preview tbody tr").Length);

        await browser.PressAsync("Publish", ("Input.Length", "61"));
        Assert.Contains("Art. 34", browser.Text("#problems"), StringComparison.Ordinal);
        Assert.Equal("61", browser.ValueOf("Input.Length"));

        await browser.PressAsync("Publish", ("Input.Length", "45"), ("Input.Note", "Quicker"));
        Assert.Null(browser.Page.QuerySelector("#problems"));
        Assert.Contains("Length: 60 days → 45 days", browser.Text("#versions"), StringComparison.Ordinal);
        Assert.Contains("Quicker", browser.Text("#versions"), StringComparison.Ordinal);

        var clerk = web.As(web.Office.Clerk);
        await clerk.OpenAsync("/deadlines/clocks/K05");
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
    }
}
