using System.Net;
using System.Text;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Intake.Import;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Intake;

public sealed class ImportPageTests : IAsyncLifetime
{
    private const string Header = "message_id,user_id,subject,sent_at,text\r\n";
    private const string Check = "上传并检查";
    private WebUnderTest _web = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestOffice Office => _web.Office;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync(configure: null, withFlows: true, ("Import:MaxMegabytes", "120"));

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task File_WithBadRows_IsCheckedThenItsGoodRowsGoInAndTheClerksHaveTasks()
    {
        var browser = await UploadAsync(Header + Row(1) + "2,U2,,2026-02-02T08:00:00,没有主题\r\n3,U3,=1+1,2026-02-30T08:00:00,日期\r\n" + Row(4));
        Assert.Contains("检查中", browser.Text("#import-progress"));
        Assert.NotNull(browser.Page.QuerySelector("#import-progress[hx-get][hx-trigger]"));

        await WorkAsync();
        await browser.OpenAsync(browser.Address);
        Assert.Equal(("2", "0", "2"), Counts(browser));
        Assert.Null(browser.Page.QuerySelector("#import-progress[hx-trigger]"));
        Assert.Empty(await CasesAsync());
        var rejected = browser.Page.QuerySelectorAll("#import-progress tbody tr").Select(r => r.TextContent).ToList();
        Assert.Contains(rejected, r => r.Contains('3') && r.Contains("缺少主题"));

        var run = browser.Address;
        await browser.OpenAsync(run + "?handler=Rejects");
        Assert.Equal("text/csv", browser.Answer.Content.Headers.ContentType!.MediaType);
        var list = await browser.Answer.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), list[..3]);
        var lines = Encoding.UTF8.GetString(list[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["行号,消息编号,主题,原因", "3,2,,缺少主题。"], lines[..2]);
        Assert.StartsWith("4,3,\"'=1+1\",", lines[2]);

        await browser.OpenAsync(run);
        await browser.PressAsync("确认导入 2 件");
        Assert.Contains("导入中", browser.Text("#import-progress"));
        Assert.Equal("0", browser.Page.QuerySelector("progress")!.GetAttribute("value"));
        await WorkAsync();
        await browser.OpenAsync(run);

        Assert.Contains("已完成", browser.Text("#import-progress"));
        Assert.Equal(("2", "0", "2"), Counts(browser));
        Assert.Equal(["第1号井盖破损", "第4号井盖破损"], (await CasesAsync()).Select(p => p.Subject).Order());
        Assert.Equal([Roles.Clerk, Roles.Clerk], await Office.ReadAsync(db => db.Set<WorkTask>().Select(t => t.Role!).ToListAsync(Cancellation)));
        await browser.OpenAsync("/tasks?tab=Role");
        Assert.Contains("第4号井盖破损", browser.Text("main"));
    }

    [Fact]
    public async Task Progress_OfARunningImport_IsAPartOfAPageWithHowFarItIs()
    {
        var browser = await UploadAsync(Header + string.Concat(Enumerable.Range(1, 4).Select(Row)));
        await WorkAsync();
        await browser.OpenAsync(browser.Address);
        var run = browser.Address;
        await browser.PressAsync("确认导入 4 件");
        await Office.WriteAsync(db => db.Set<ImportRun>().ExecuteUpdate(u => u.SetProperty(r => r.RowsDone, 3).SetProperty(r => r.Accepted, 3)));

        await browser.OpenAsync(run + "?handler=Progress");

        Assert.Equal("75", browser.Page.QuerySelector("progress")!.GetAttribute("value"));
        Assert.Contains("3 / 4", browser.Text("#import-progress"));
        Assert.Empty(browser.Page.QuerySelectorAll("header"));
        Assert.DoesNotContain("⟦", browser.Source);
    }

    [Fact]
    public async Task Import_CutOffByARestart_GoesOnWhereItStopped()
    {
        var browser = await UploadAsync(Header + string.Concat(Enumerable.Range(1, 3).Select(Row)));
        await WorkAsync();
        var run = browser.Address;
        await browser.OpenAsync(run);
        await browser.PressAsync("确认导入 3 件");
        using (var killed = new CancellationTokenSource())
        {
            killed.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WorkAsync(killed.Token));
        }

        await WorkAsync();
        await WorkAsync();

        await browser.OpenAsync(run);
        Assert.Equal(("3", "0", "0"), Counts(browser));
        Assert.Equal(3, (await CasesAsync()).Count);
    }

    [Fact]
    public async Task Import_OfTheSameFileAgain_SaysThatEverythingIsThere()
    {
        var file = Header + Row(1) + Row(2);
        foreach (var expected in (string[])["2 0", "0 2"])
        {
            var browser = await UploadAsync(file);
            await WorkAsync();
            await browser.OpenAsync(browser.Address);
            Assert.Equal(expected, browser.Text("#import-accepted") + " " + browser.Text("#import-already"));
            if (expected == "2 0")
            {
                await browser.PressAsync("确认导入 2 件");
                await WorkAsync();
            }
            else
            {
                Assert.True(browser.Page.QuerySelector(".card-footer button")!.HasAttribute("disabled"));
            }
        }
    }

    [Fact]
    public async Task CheckedFile_ThatIsDiscarded_BringsNothingIn()
    {
        var browser = await UploadAsync(Header + Row(1));
        await WorkAsync();
        await browser.OpenAsync(browser.Address);

        await browser.PressAsync("放弃");
        await WorkAsync();

        Assert.Contains("已停止", browser.Text("#import-progress"));
        Assert.Empty(await CasesAsync());
    }

    [Fact]
    public async Task File_ThatCannotBeUsed_IsRefusedInAClearSentence()
    {
        foreach (var (bytes, sentence) in new (byte[], string)[]
        {
            ([], "文件是空的"),
            ([.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 37 % 256))], "无法识别其编码"),
            ([0x50, 0x4B, 0x03, 0x04, .. new byte[200]], "Excel"),
            (Encoding.UTF8.GetBytes("甲,乙\r\n1,2\r\n"), "主题"),
        })
        {
            var browser = await UploadAsync(bytes);
            await WorkAsync();

            await browser.OpenAsync(browser.Address);

            Assert.Contains(sentence, browser.Text("#import-progress [role=alert]"));
            await browser.OpenAsync("/intake/import");
            Assert.Contains("无法导入", browser.Text("main table"));
        }
    }

    [Fact]
    public async Task File_InGbk_IsRead()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var browser = await UploadAsync(Encoding.GetEncoding("GB18030").GetBytes(Header + Row(1)));
        await WorkAsync();

        await browser.OpenAsync(browser.Address);

        Assert.Equal(("1", "0", "0"), Counts(browser));
        Assert.Contains("GB18030", browser.Text("#import-progress"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task File_ThatWasCutOff_LosesOnlyItsLastRowAndSaysWhich()
    {
        var browser = await UploadAsync(Header + Row(1) + Row(2) + "3,U3,第3号井盖破损,2026-02-02T08:00:00,\"幸福路3");
        await WorkAsync();

        await browser.OpenAsync(browser.Address);

        Assert.Equal(("2", "0", "1"), Counts(browser));
        Assert.Contains("引号没有闭合", browser.Text("#import-progress tbody"));
    }

    [Fact]
    public async Task File_OfAHundredMegabytes_IsCheckedWhole()
    {
        var long40 = new string('长', 40_000);
        var file = new StringBuilder(Header);
        var rows = 0;
        while (file.Length < 34_000_000)
        {
            file.Append(null, $"{++rows},U1,第{rows}号,2026-02-02T08:00:00,{long40}\r\n");
        }

        var bytes = Encoding.UTF8.GetBytes(file.ToString());
        Assert.True(bytes.Length > 100_000_000);
        var browser = await UploadAsync(bytes);
        await WorkAsync();
        await browser.OpenAsync(browser.Address);
        Assert.Equal((rows.ToString(), "0", "0"), Counts(browser));
    }

    [Fact]
    public async Task File_ThatIsTooLargeOrMissing_IsRefusedBesideItsFieldAndThePlatformKept()
    {
        var browser = _web.As(Office.Clerk);
        await browser.OpenAsync("/intake/import");
        await browser.PressAsync(Check, ("Platform", "微信"));
        Assert.Contains("请选择", browser.MessageAt("Upload"));
        Assert.Equal("微信", browser.ValueOf("Platform"));

        await browser.PressWithFilesAsync(Check, [("Upload", "large.csv", new byte[(120 << 20) + 1])], ("Platform", "微信"));
        Assert.Contains("120 MB", browser.MessageAt("Upload"));
        Assert.Equal("微信", browser.ValueOf("Platform"));

        await browser.PressWithFilesAsync(Check, [("Upload", "a.csv", [65])], ("Platform", new string('长', 65)));
        Assert.Contains("64", browser.MessageAt("Platform"));
        Assert.Equal(0, await Office.ReadAsync(db => db.Set<ImportRun>().CountAsync(Cancellation)));
    }

    [Fact]
    public async Task FileName_WithAPathAndMarkup_IsOnlyALabel()
    {
        var browser = await UploadAsync(Encoding.UTF8.GetBytes(Header + Row(1)), "../../etc/<b>x</b>.csv");

        Assert.Contains("b>.csv", browser.Text("h1"));
        Assert.Empty(browser.Page.QuerySelectorAll("h1 b"));
        Assert.DoesNotContain("etc", browser.Text("h1"));
    }

    [Fact]
    public async Task Import_IsForbiddenToUnitsLeadersAndAuditors()
    {
        var clerk = await UploadAsync(Header + Row(1));
        foreach (var person in Office.Everybody.Where(p => !p.Is(Roles.Clerk) && !p.Is(Roles.Administrator)))
        {
            var browser = _web.As(person);
            foreach (var address in (string[])["/intake/import", clerk.Address, clerk.Address + "?handler=Progress", clerk.Address + "?handler=Rejects"])
            {
                await browser.OpenAsync(address);
                Assert.Equal((address, HttpStatusCode.Forbidden), (address, browser.Status));
            }
        }
    }

    [Fact]
    public async Task Pages_HaveEveryTextInEveryLanguage()
    {
        var run = (await UploadAsync(Header + Row(1) + "2,,,,\r\n")).Address;

        foreach (var language in Texts.Languages)
        {
            var browser = _web.As(Office.Clerk, language);
            foreach (var state in Enum.GetValues<ImportState>())
            {
                await Office.WriteAsync(db => db.Set<ImportRun>().ExecuteUpdate(u => u.SetProperty(r => r.State, state).SetProperty(r => r.TotalRows, 2).SetProperty(r => r.FailureCode, "import-empty")));
                foreach (var address in (string[])["/intake/import", run])
                {
                    await browser.OpenAsync(address);
                    Assert.Equal(HttpStatusCode.OK, browser.Status);
                    Assert.DoesNotContain("⟦", browser.Source);
                    Assert.Empty(browser.Page.QuerySelectorAll("[style]"));
                }
            }
        }
    }

    private static string Row(int id) => $"{id},U{id},第{id}号井盖破损,2026-02-02T08:30:00,\"幸福路{id}号门前井盖破损，请尽快维修。\"\r\n";

    private static (string Accepted, string AlreadyThere, string Rejected) Counts(Browser browser) =>
        (browser.Text("#import-accepted"), browser.Text("#import-already"), browser.Text("#import-rejected"));

    private Task<Browser> UploadAsync(string text) => UploadAsync(Encoding.UTF8.GetBytes(text));

    private async Task<Browser> UploadAsync(byte[] bytes, string name = "messages.csv")
    {
        var browser = _web.As(Office.Clerk);
        await browser.OpenAsync("/intake/import");
        await browser.PressWithFilesAsync(Check, [("Upload", name, bytes)]);
        Assert.StartsWith("/intake/import/", browser.Address);
        return browser;
    }

    /// <summary>What the heartbeat does.</summary>
    private async Task WorkAsync(CancellationToken? cancellation = null)
    {
        await using var scope = _web.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ImportFiles>().RunAsync(cancellation ?? Cancellation);
    }

    private Task<List<Petition>> CasesAsync() => Office.ReadAsync(db => db.Set<Petition>().AsNoTracking().ToListAsync(Cancellation));
}
