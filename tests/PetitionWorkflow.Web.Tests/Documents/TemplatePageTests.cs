using System.Net;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Documents;

public sealed class TemplatePageTests
{
    private const string Page = "/documents/templates/opinion";

    [Fact]
    public async Task Template_IsPreviewedRefusedWithWhatWasTypedKeptPublishedAndBroughtBack()
    {
        await using var web = await WebUnderTest.StartAsync();
        var browser = web.As(web.Office.Administrator, "en");
        await browser.OpenAsync("/documents/templates");
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);
        await browser.OpenAsync(Page);
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);
        var shipped = browser.ValueOf("Html");
        var edited = shipped.Replace("<h1>", "<h1>Office paper: ", StringComparison.Ordinal);

        await browser.PressAsync("Preview", ("Html", edited));
        Assert.Contains("Office paper: ", browser.Text(".paper h1"), StringComparison.Ordinal);

        var broken = edited.Replace("[[opinion.rights]]", "{{secret}}", StringComparison.Ordinal);
        await browser.PressAsync("Publish", ("Html", broken));
        Assert.Equal(broken.Trim(), browser.ValueOf("Html").Trim());
        Assert.Equal(2, browser.Page.QuerySelectorAll("#problems li").Length);
        Assert.Null(browser.Page.QuerySelector(".paper"));

        await browser.PressAsync("Publish", ("Html", edited), ("Note", "New letterhead"));
        Assert.Null(browser.Page.QuerySelector("#problems"));
        Assert.Contains("New letterhead", browser.Source, StringComparison.Ordinal);
        Assert.Contains("Office paper: ", browser.Text(".paper h1"), StringComparison.Ordinal);

        await browser.OpenAsync(Page + "?version=0");
        Assert.Equal(shipped, browser.ValueOf("Html"));
        await browser.PressAsync("Publish");
        Assert.DoesNotContain("Office paper: ", browser.Text(".paper h1"), StringComparison.Ordinal);
        Assert.Contains("Version 2", browser.Text(".page-lead"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Template_IsShownAsAWordFile()
    {
        await using var web = await WebUnderTest.StartAsync();
        var browser = web.As(web.Office.Administrator, "en");
        await browser.OpenAsync(Page);

        await browser.PressAsync("Preview in Word");

        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", browser.Answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Templates_AreForAdministrators()
    {
        await using var web = await WebUnderTest.StartAsync();
        var clerk = web.As(web.Office.Clerk);
        await clerk.OpenAsync("/documents/templates");
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
        await clerk.OpenAsync(Page);
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
    }
}
