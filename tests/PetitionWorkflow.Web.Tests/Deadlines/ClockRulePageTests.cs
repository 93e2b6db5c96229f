using System.Net;
using PetitionWorkflow.Shared;
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
        Assert.Equal(11, browser.Page.QuerySelectorAll("#preview [data-profile=national] tbody tr").Length);
        Assert.Equal(2, browser.Page.QuerySelectorAll("#preview [data-profile]").Length);

        await browser.PressAsync("Publish", ("Input.Length", "61"));
        Assert.Contains("Art. 34", browser.Text("#problems"), StringComparison.Ordinal);
        Assert.Equal("61", browser.ValueOf("Input.Length"));

        await browser.PressAsync("Publish", ("Input.Length", "45"), ("Input.Starts", "Delivered"));
        Assert.Equal("#Input_Starts", browser.Page.QuerySelector("#problems a")?.GetAttribute("href"));

        await browser.PressAsync("Publish", ("Input.Length", "45"), ("Input.Starts", "Received"), ("Input.Profiles[1].Length", "5"), ("Input.Basis", "City order 12, Art. 3"), ("Input.Note", "Quicker"));
        Assert.Null(browser.Page.QuerySelector("#problems"));
        Assert.Contains("Length: 60 days → 45 days", browser.Text("#versions"), StringComparison.Ordinal);
        Assert.Contains("Counted from: Acceptance → Receipt", browser.Text("#versions"), StringComparison.Ordinal);
        Assert.Contains("12345 hotline: 7 days → 5 days", browser.Text("#versions"), StringComparison.Ordinal);
        Assert.Contains("City order 12, Art. 3", browser.Text("#versions"), StringComparison.Ordinal);
        Assert.Equal("City order 12, Art. 3", browser.ValueOf("Input.Basis"));
        Assert.Contains("Quicker", browser.Text("#versions"), StringComparison.Ordinal);

        await ProfilesAsync(web, browser);
        var clerk = web.As(web.Office.Clerk);
        await clerk.OpenAsync("/deadlines/clocks/K05");
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
    }

    private static async Task ProfilesAsync(WebUnderTest web, Browser browser)
    {
        await web.Office.AddCaseAsync(channel: Channel.Call);
        await browser.OpenAsync("/deadlines/profiles");
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);

        await browser.PressAsync("Show the effect", ("Input.Rows[0].Channel", "Call"), ("Input.Rows[0].Profile", "hotline"));
        Assert.Equal(["1 0", "0 0", "0 1"], browser.Page.QuerySelectorAll("#preview tbody tr").Select(r => $"{r.Children[1].TextContent} {r.Children[2].TextContent}"));

        await browser.PressAsync("Publish", ("Input.Rows[1].Channel", "Call"), ("Input.Rows[1].Profile", "simplified"));
        Assert.Contains("Row 2 would never be used", browser.Text("#problems"), StringComparison.Ordinal);
        await browser.PressAsync("Publish", ("Input.Rows[1].Channel", ""), ("Input.Rows[1].Region", "Harbour"), ("Input.Note", "Hotline"));
        Assert.Null(browser.Page.QuerySelector("#problems"));
        Assert.Contains("Call → 12345 hotline", browser.Text("#versions"), StringComparison.Ordinal);
        Assert.Contains("Any channel · Harbour → Simplified procedure", browser.Text("#versions"), StringComparison.Ordinal);
    }
}
