using System.Net;
using AngleSharp.Dom;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Web.Tests.Petitions;

/// <summary>Papers, files and the bundle of a case.</summary>
public sealed class CaseFileTests : CasePageTestBase
{
    [Fact]
    public async Task Attachment_IsDownloadedUnderItsNameAndNeverShown()
    {
        var petition = await Office.AddCaseAsync();
        var file = await AddAttachmentAsync(petition);
        var browser = Web.As(Office.Clerk);

        await browser.OpenAsync($"/cases/{petition.Number}/attachments/{file.Id}");

        Assert.Equal("plain words", browser.Source);
        Assert.Equal("attachment", browser.Answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("筆記.txt", browser.Answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", browser.Answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Document_IsShownReadyToPrint()
    {
        var petition = await Office.AddCaseAsync();
        var document = await AddDocumentAsync(petition, null);
        var browser = Web.As(Office.Clerk);

        await browser.OpenAsync($"/cases/{petition.Number}/documents/{document.Id}");

        Assert.Equal("Paper", browser.Text(".paper h2"));
        Assert.Equal($"/cases/{petition.Number}/documents/{document.Id}/word", browser.Page.QuerySelector("a[download]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task CaseFile_IsTakenByTheOfficeInOneFileAndNotByUnits()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);
        var document = await AddDocumentAsync(petition, null);
        var clerk = Web.As(Office.Clerk);
        await clerk.OpenAsync($"/cases/{petition.Number}/documents/{document.Id}/word");
        Assert.Equal(PetitionWorkflow.Documents.Word.WordPaper.ContentType, clerk.Answer.Content.Headers.ContentType!.MediaType);
        await clerk.OpenAsync($"/cases/{petition.Number}");

        await clerk.PressAsync("下载案卷包");

        Assert.Equal(("application/zip", petition.Number + ".zip"), (clerk.Answer.Content.Headers.ContentType!.MediaType, clerk.Answer.Content.Headers.ContentDisposition!.FileName));
        Assert.Equal("CaseBundleTaken", (await Office.HistoryAsync(petition.Id))[^1]);
        var unit = Web.As(Office.HousingHandler);
        await unit.OpenAsync($"/cases/{petition.Number}");
        Assert.DoesNotContain("下载案卷包", unit.Source);
        await unit.HtmxPostAsync($"/cases/{petition.Number}/bundle");
        Assert.Equal(HttpStatusCode.NotFound, unit.Status);
        Assert.Single(await Office.HistoryAsync(petition.Id), kind => kind == "CaseBundleTaken");
    }
}
