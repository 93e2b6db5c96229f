using System.Net;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Rules;

public sealed class RoutingRulePageTests
{
    [Fact]
    public async Task SignalWords_AreTriedRefusedAndPublishedAsAVersion_ByAdministratorsOnly()
    {
        await using var web = await WebUnderTest.StartAsync();
        var browser = web.As(web.Office.Administrator, "en");
        await browser.OpenAsync("/routing");
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);
        Assert.Equal(3, browser.Page.QuerySelectorAll("#urgent tbody tr").Length);

        await browser.PressAsync("Show the suggestion", ("Try.Text", "扬言断水抗议"), ("Try.Place", "某街道一号"));
        Assert.Contains("level of the place: Sub-district", browser.Text("#tried"), StringComparison.Ordinal);
        Assert.DoesNotContain("Urgent", browser.Text("#tried"), StringComparison.Ordinal);

        await browser.OpenAsync("/routing/urgent-02");
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);
        await browser.PressAsync("Publish", ("Input.Words", browser.ValueOf("Input.Words") + "、扬"));
        Assert.Contains("“扬” cannot be a signal word", browser.Text("#problems"), StringComparison.Ordinal);
        await browser.PressAsync("Publish", ("Input.Words", browser.ValueOf("Input.Words").Replace("、扬", "，扬言", StringComparison.Ordinal)), ("Input.Note", "Threats too"));
        Assert.Equal("/routing", browser.Address);
        Assert.Contains("Threats too", browser.Text("#versions"), StringComparison.Ordinal);
        Assert.Contains("Changed urgent-02", browser.Text("#versions"), StringComparison.Ordinal);
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);

        await browser.PressAsync("Show the suggestion", ("Try.Text", "扬言断水抗议"));
        Assert.Contains("urgent-02（扬言）", browser.Text("#tried"), StringComparison.Ordinal);
        await browser.OpenAsync("/routing?version=1");
        Assert.DoesNotContain("扬言", browser.Text("#urgent"), StringComparison.Ordinal);

        await browser.OpenAsync("/routing/new");
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);
        await browser.PressAsync("Publish", ("Input.Id", "housing-01"), ("Input.Unit", web.Office.Transport.Code));
        Assert.Contains("was used before", browser.Text("#problems"), StringComparison.Ordinal);
        Assert.Contains("has no condition", browser.Text("#problems"), StringComparison.Ordinal);

        var clerk = web.As(web.Office.Clerk);
        await clerk.OpenAsync("/routing/urgent-02");
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
    }
}
