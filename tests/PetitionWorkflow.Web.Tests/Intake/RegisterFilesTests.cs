using System.Text;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Intake;

/// <summary>Attachments and hints of duplicates: what a form carries through an error.</summary>
public sealed class RegisterFilesTests : IAsyncLifetime
{
    private static readonly byte[] Note = Encoding.UTF8.GetBytes("现场照片的说明");
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n%%EOF\n");
    private WebUnderTest _web = null!;

    private TestOffice Office => _web.Office;

    public async ValueTask InitializeAsync() =>
        _web = await WebUnderTest.StartAsync(configure: null, withFlows: true, ("Attachments:MaxMegabytes", "1"), ("Attachments:MaxFiles", "3"));

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task Files_OfAFormWithAnError_NeedNotBeSentAgain()
    {
        var browser = _web.As(Office.Clerk);
        await browser.OpenAsync("/intake/letter");
        await browser.PressWithFilesAsync(
            FilledForms.Submit, [File("说明.txt", Note), File("letter.pdf", Pdf)], FilledForms.Letter.With(("Input.Subject", "")));
        Assert.Equal(["说明.txt", "letter.pdf"], StagedNames(browser));

        await browser.PressAsync(FilledForms.Submit, ("Input.Subject", "楼上漏水"));

        Assert.StartsWith("/intake/receipt/", browser.Address);
        var files = await FilesAsync();
        Assert.Equal([("letter.pdf", "application/pdf", (long)Pdf.Length), ("说明.txt", "text/plain", Note.Length)], files.Select(f => (f.FileName, f.ContentType, f.Size)));
        await browser.OpenAsync($"/cases/XF-2026-000001/attachments/{files[0].Id}");
        Assert.Equal("application/pdf", browser.Answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", browser.Answer.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task File_ThatIsUntickedAfterAnError_DoesNotJoinTheCase()
    {
        var browser = _web.As(Office.Clerk);
        await browser.OpenAsync("/intake/letter");
        await browser.PressWithFilesAsync(FilledForms.Submit, [File("说明.txt", Note)], FilledForms.Letter.With(("Input.Subject", "")));

        await browser.PressAsync(FilledForms.Submit, ("Input.Subject", "楼上漏水"), ("Input.Staged", null));

        Assert.StartsWith("/intake/receipt/", browser.Address);
        Assert.Empty(await FilesAsync());
    }

    [Fact]
    public async Task File_NamedBySomebodyElsesHand_IsIgnored()
    {
        await _web.As(Office.Clerk).RegisterAsync("letter", FilledForms.Letter.With(("Input.Staged", "bm90IG91ciBzZWFs")));

        Assert.Empty(await FilesAsync());
    }

    [Fact]
    public async Task Files_ThatCannotBeTaken_AreRefusedByNameAndTheOthersKept()
    {
        var browser = _web.As(Office.Clerk);
        await browser.OpenAsync("/intake/letter");

        await browser.PressWithFilesAsync(
            FilledForms.Submit,
            [File("large.pdf", [.. Pdf, .. new byte[1 << 20]]), File("lying.png", Pdf), File("../../etc/说明.txt", Note), File("run.exe", [0x4D, 0x5A, 0x90, 0])],
            FilledForms.Letter);

        var message = browser.MessageAt("Input.Files");
        Assert.Contains("large.pdf", message);
        foreach (var name in (string[])["large.pdf", "lying.png", "run.exe"])
        {
            Assert.Contains(name, browser.Text("#problems"));
        }

        Assert.Equal(["说明.txt"], StagedNames(browser));
        Assert.Equal("楼上漏水无人维修", browser.ValueOf("Input.Subject"));
        Assert.Empty(await FilesAsync());
        await browser.PressAsync(FilledForms.Submit);
        Assert.Equal(["说明.txt"], (await FilesAsync()).Select(f => f.FileName));
    }

    [Fact]
    public async Task Files_BeyondTheAllowedNumber_AreRefusedAndNoneIsLost()
    {
        var browser = _web.As(Office.Clerk);
        await browser.OpenAsync("/intake/letter");

        await browser.PressWithFilesAsync(FilledForms.Submit, [.. Enumerable.Range(1, 4).Select(i => File($"{i}.txt", [.. Note, (byte)('0' + i)]))], FilledForms.Letter);

        Assert.Contains("3", browser.MessageAt("Input.Files"));
        Assert.Equal(4, StagedNames(browser).Count());
    }

    [Fact]
    public async Task Letter_ThatLooksLikeAnOldCase_MustBeComparedFirst()
    {
        var browser = _web.As(Office.Clerk);
        await browser.RegisterAsync("letter");
        var first = await Office.ReadAsync(db => db.Set<Petition>().SingleAsync(TestContext.Current.CancellationToken));

        await browser.RegisterAsync("call");
        Assert.Equal("/intake/call", browser.Address);
        Assert.Contains(first.Number, browser.Text("#duplicate-hints"));
        Assert.NotEmpty(browser.Text("#duplicate-hints [role=alert]"));

        await browser.PressAsync(FilledForms.Submit, ("Input.DuplicatesChecked", "true"), ("Input.DuplicateOfId", first.Id.ToString()));
        Assert.StartsWith("/intake/receipt/", browser.Address);
        Assert.Equal(first.Id, await Office.ReadAsync(db => db.Set<Petition>().Where(p => p.Id != first.Id).Select(p => p.DuplicateOfId).SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Hints_ComeWhileTheClerkIsTyping()
    {
        var browser = _web.As(Office.Clerk);
        await browser.RegisterAsync("letter");
        await browser.OpenAsync("/intake/visit");

        await browser.HtmxPostAsync("/intake/visit?handler=Duplicates", ("Input.Petitioner.Phone", "010 55500001"));

        Assert.Contains("XF-2026-000001", browser.Text("#duplicate-hints"));
        Assert.Contains("电话相同", browser.Text("#duplicate-hints .badge"));
        Assert.Empty(browser.Page.QuerySelectorAll("header"));
    }

    private static (string Field, string FileName, byte[] Bytes) File(string name, byte[] bytes) => ("Input.Files", name, bytes);

    private static IEnumerable<string> StagedNames(Browser browser) => browser.Page.QuerySelectorAll(".files .form-check-label")
        .Select(label => label.ChildNodes.OfType<IText>().Select(t => t.Data.Trim()).First(t => t.Length > 0));

    private Task<List<Attachment>> FilesAsync() =>
        Office.ReadAsync(db => db.Set<Attachment>().AsNoTracking().OrderBy(a => a.FileName).ToListAsync(TestContext.Current.CancellationToken));
}
