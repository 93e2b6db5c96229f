using System.Net;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Mail;

public sealed class NoticeTextPageTests
{
    private const string Page = "/mail/texts/urge?language=en";

    [Fact]
    public async Task Words_ArePreviewedRefusedWithWhatWasTypedKeptPublishedAndBroughtBack_ForAdministratorsOnly()
    {
        await using var web = await WebUnderTest.StartAsync();
        var browser = web.As(web.Office.Administrator, "en");
        await browser.OpenAsync("/mail/texts");
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);
        await browser.OpenAsync(Page);
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);
        var shipped = browser.ValueOf("Text");

        await browser.PressAsync("Preview", ("Text", "Act on {{case}} <script>now</script>"));
        Assert.Contains("Act on 〔case number〕 <script>now</script>", browser.Text("#preview-html"), StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector("#preview-html script"));

        await browser.PressAsync("Publish", ("Text", "Hello\n{{petitionerName}}"));
        Assert.Contains("Text, line 2", browser.Text("#problems"), StringComparison.Ordinal);
        Assert.Equal("Hello\n{{petitionerName}}", browser.ValueOf("Text").ReplaceLineEndings("\n"));
        Assert.Null(browser.Page.QuerySelector("#preview-html"));

        await browser.PressAsync("Publish", ("Text", "Act now on {{case}}"), ("Note", "Plainer words"));
        Assert.Contains("Version 1", browser.Text(".page-head"), StringComparison.Ordinal);
        Assert.Contains("Plainer words", browser.Source, StringComparison.Ordinal);

        await browser.OpenAsync(Page + "&version=0");
        Assert.Equal(shipped, browser.ValueOf("Text"));

        await browser.OpenAsync("/mail/texts/urge");
        Assert.Equal(("", false), (browser.Text("#problems"), browser.Page.QuerySelector("main form") is null));

        await browser.OpenAsync("/mail/texts/nothing");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        var clerk = web.As(web.Office.Clerk);
        await clerk.OpenAsync(Page);
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
    }
}
