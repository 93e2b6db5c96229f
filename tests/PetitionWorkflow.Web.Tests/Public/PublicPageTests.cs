using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Public;

/// <summary>The petitioner's side as a browser without script sees it.</summary>
public sealed class PublicPageTests : IAsyncLifetime
{
    private static readonly (string, string?)[] Filled =
    [
        ("Input.Subject", "路灯不亮"), ("Input.Text", "幸福路的路灯坏了三个月。\n请修好。"), ("Input.Place", "幸福路"),
        ("Input.Petitioner.Name", "信访人甲"), ("Input.Petitioner.Phone", "010-5550 0001"), ("Input.Petitioner.Address", "幸福路1号"),
    ];

    private WebUnderTest _web = null!;

    private TestOffice Office => _web.Office;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync(configure: null, withFlows: true, ("Public:QueriesPerTenMinutes", "25"));

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task Pages_AreOpenToEverybodyInEveryLanguage()
    {
        foreach (var language in Texts.Languages)
        {
            foreach (var path in (string[])["/p", "/p/submit", "/p/follow", "/p/rules", "/p/flow", "/p/contact"])
            {
                var browser = _web.Anonymous(language);
                await browser.OpenAsync(path);
                Assert.Equal((HttpStatusCode.OK, path), (browser.Status, browser.Address));
                Assert.DoesNotContain("⟦", browser.Source);
                Assert.Empty(browser.Page.QuerySelectorAll("script"));
            }
        }
    }

    [Fact]
    public async Task Petition_IsReadOverSentWithItsFileAndFollowedByItsCode()
    {
        var browser = _web.Anonymous();
        await browser.OpenAsync("/p/submit");
        await browser.PressWithFilesAsync("下一步：核对", [("Input.Files", "说明.txt", Encoding.UTF8.GetBytes("照片的说明"))], Filled);
        Assert.Contains("幸福路的路灯坏了三个月", browser.Text("dl.written"));
        Assert.Contains("说明.txt", browser.Text("dl.written"));
        Assert.Equal(0, await Office.ReadAsync(db => db.Set<Petition>().CountAsync(TestContext.Current.CancellationToken)));

        await browser.PressAsync("确认并发送");

        Assert.Equal("/p/receipt", browser.Address);
        var (number, code) = (browser.Text("#number"), browser.Text("#query-code"));
        var stored = await Office.ReadAsync(db => db.Set<Petition>().SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal((number, Shared.Channel.Online, "信访人甲"), (stored.Number, stored.Channel, stored.Petitioner.Name));
        Assert.Equal("幸福路的路灯坏了三个月。\n请修好。", stored.Text);
        Assert.NotNull(stored.WorkflowInstanceId);
        Assert.Equal(["说明.txt"], await Office.ReadAsync(db => db.Set<Attachment>().Select(a => a.FileName).ToListAsync(TestContext.Current.CancellationToken)));

        var elsewhere = await FollowAsync(number, code.ToLowerInvariant().Replace("-", " "));
        Assert.Equal("/p/case", elsewhere.Address);
        Assert.Contains(number, elsewhere.Text("h1"));
        Assert.DoesNotContain("信访人甲", elsewhere.Source);
        Assert.DoesNotContain("5550", elsewhere.Source);

        // Whoever goes on reading keeps the case open: its time begins anew.
        await elsewhere.OpenAsync("/p/case");
        Assert.Contains(elsewhere.Answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("petition.case=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Form_WithMistakes_SaysThemAndKeepsWhatWasWritten()
    {
        var browser = _web.Anonymous();
        await browser.OpenAsync("/p/submit");

        await browser.PressAsync("下一步：核对", ("Input.Text", "只写了内容"), ("Input.Petitioner.Email", "no address"));

        Assert.NotEmpty(browser.MessageAt("Input.Subject"));
        Assert.NotEmpty(browser.MessageAt("Input.Petitioner.Name"));
        Assert.NotEmpty(browser.MessageAt("Input.Petitioner.Email"));
        Assert.Equal("只写了内容", browser.ValueOf("Input.Text"));
    }

    [Fact]
    public async Task Petition_SentTwice_IsOneCase()
    {
        var browser = _web.Anonymous();
        await browser.OpenAsync("/p/submit");
        var readBack = await browser.PressAsync("下一步：核对", Filled);
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)readBack.QuerySelector("main form")!;
        await browser.SubmitAsync(form);
        await browser.SubmitAsync(form);

        Assert.Equal("/p/receipt", browser.Address);
        Assert.Equal(1, await Office.ReadAsync(db => db.Set<Petition>().CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Trap_FilledByAProgram_StoresNothing()
    {
        var browser = _web.Anonymous();
        await browser.OpenAsync("/p/submit");

        await browser.PressAsync("下一步：核对", [.. Filled, ("Website", "https://example.org")]);

        Assert.NotEmpty(browser.Text("#problems"));
        Assert.Equal(0, await Office.ReadAsync(db => db.Set<Petition>().CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Query_OfAStrangersNumber_IsAnsweredLikeOneThatDoesNotExist()
    {
        var petition = await Office.AddCaseAsync();
        await WithCodeAsync("XF-2026-000077");

        var answers = new List<string>();
        foreach (var number in (string[])["XF-2026-000077", petition.Number, "XF-2026-999999", ""])
        {
            var browser = await FollowAsync(number, "AAAA-CCCC-DDDD");
            Assert.Equal("/p/follow", browser.Address);
            answers.Add(browser.Text("#problems"));
        }

        Assert.Single(answers.Distinct());
    }

    /// <summary>The limit is of petitions; whoever has to put the form right many times still sends one.</summary>
    [Fact]
    public async Task Form_CheckedOftenerThanPetitionsMayBeSent_IsStillAnswered()
    {
        var browser = _web.Anonymous();
        await browser.OpenAsync("/p/submit");
        for (var i = 0; i < 30; i++)
        {
            await browser.PressAsync("下一步：核对", ("Input.Text", "只写了内容"));
        }

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal("只写了内容", browser.ValueOf("Input.Text"));
    }

    [Fact]
    public async Task Queries_BeyondTheLimit_AreTurnedAway()
    {
        var browser = _web.Anonymous();
        await browser.OpenAsync("/p/follow");
        for (var i = 0; i < 25; i++)
        {
            await browser.PressAsync("查询", ("Number", "XF-2026-000001"), ("Code", "AAAA"));
        }

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await browser.PressAsync("查询", ("Number", "XF-2026-000001"), ("Code", "AAAA"));
        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
    }

    [Fact]
    public async Task Case_TakesMaterialAndRatingsAndIsWithdrawn()
    {
        var code = await WithCodeAsync("XF-2026-000077");
        var browser = await FollowAsync("XF-2026-000077", code);

        await browser.PressWithFilesAsync("发送材料", [("Files", "补充.txt", Encoding.UTF8.GetBytes("又坏了一盏"))], ("Text", "又坏了一盏灯"));
        await browser.PressAsync("满意");
        await browser.PressAsync("不满意");
        Assert.Equal("true", browser.Page.QuerySelector("button[value=Dissatisfied]")!.GetAttribute("aria-pressed"));
        await browser.PressAsync("确认撤回");
        Assert.NotEmpty(browser.Text("#problems"));
        await browser.PressAsync("确认撤回", ("Reason", "已经修好"));

        var stored = await Office.ReadAsync(db => db.Set<Petition>().SingleAsync(p => p.Number == "XF-2026-000077", TestContext.Current.CancellationToken));
        Assert.Equal(CaseOutcome.Withdrawn, stored.Outcome);
        Assert.Equal(["PetitionerWrote", "AttachmentAdded", "PetitionRated", "PetitionRated"], (await Office.HistoryAsync(stored.Id)).Take(4));
        var rating = await Office.ReadAsync(db => db.Set<PetitionRating>().SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal((RatedAspect.Reception, Satisfaction.Dissatisfied), (rating.Aspect, rating.Satisfaction));
        Assert.Empty(browser.Page.QuerySelectorAll("#material"));
    }

    [Fact]
    public async Task Review_IsAskedForWithinTheWindowAndRefusedAfterItWithTheArticle()
    {
        var code = await WithCodeAsync("XF-2026-000077", p => p.OpinionDeliveredAt = _web.Time.GetUtcNow().UtcDateTime);
        _web.Time.Advance(TimeSpan.FromDays(60));
        var late = await FollowAsync("XF-2026-000077", code);
        await late.OpenAsync("/p/review");
        await late.PressAsync("提交复查申请", ("Reasons", "依据不对"), ("Evidence", "照片"));
        Assert.Contains("第三十五条", late.Text("#problems"));

        code = await WithCodeAsync("XF-2026-000078", p => p.OpinionDeliveredAt = _web.Time.GetUtcNow().UtcDateTime);
        await StartReviewWindowAsync("XF-2026-000078");
        var timely = await FollowAsync("XF-2026-000078", code);
        await timely.OpenAsync("/p/review");
        await timely.PressAsync("提交复查申请", ("Reasons", "依据不对"));
        Assert.NotEmpty(timely.MessageAt("Evidence"));
        await timely.PressWithFilesAsync("提交复查申请", [("Files", "照片.exe", "MZ"u8.ToArray())], ("Reasons", "依据不对"), ("Evidence", "照片"));
        Assert.NotEmpty(timely.MessageAt("Files"));
        await timely.PressWithFilesAsync("提交复查申请", [("Files", "证据.txt", Encoding.UTF8.GetBytes("施工时间记录"))], ("Reasons", "依据不对"), ("Evidence", "照片"));
        Assert.Equal("/p/case", timely.Address);
        Assert.Contains("FC-2026-", timely.Text("#review"));
        Assert.Equal(1, await Office.ReadAsync(db => db.Set<Petition>().CountAsync(p => p.Kind == CaseKind.Review, TestContext.Current.CancellationToken)));
        Assert.Equal("证据.txt", await Office.ReadAsync(db => db.Set<Attachment>().Where(a => db.Set<Petition>().Any(p => p.Id == a.PetitionId && p.Kind == CaseKind.Review))
            .Select(a => a.FileName).SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Case_ThatAccusesAUnit_ShowsNeitherMatterNorUnit()
    {
        var code = await WithCodeAsync("XF-2026-000077", p => (p.AccusedUnitId, p.LeadUnitId, p.MatterClass) = (Office.Housing.Id, Office.Transport.Id, MatterClass.Accusation));

        var browser = await FollowAsync("XF-2026-000077", code);

        Assert.Equal("/p/case", browser.Address);
        Assert.DoesNotContain("The matter itself", browser.Source);
        Assert.DoesNotContain("Unit of", browser.Source);
    }

    [Fact]
    public async Task Case_ThatRepeatsAFinalMatter_SaysWhyItIsNotAcceptedAndWhatIsStillPossible()
    {
        await WithCodeAsync("XF-2026-000077", p => (p.FinalOn, p.FinalBy) = (new DateOnly(2026, 2, 2), "复核〔2026〕1号"));
        var first = await Office.ReadAsync(db => db.Set<Petition>().Where(p => p.Number == "XF-2026-000077").Select(p => p.Id).SingleAsync(TestContext.Current.CancellationToken));
        var code = await WithCodeAsync("XF-2026-000078", p => (p.Stage, p.Outcome, p.DuplicateOfId) = (CaseStage.Archived, CaseOutcome.AlreadyFinal, first));

        var browser = await FollowAsync("XF-2026-000078", code);

        Assert.Contains("同一事实和理由", browser.Text("section[aria-labelledby=final]"), StringComparison.Ordinal);
        Assert.Contains("2026-02-02 作出的复核意见（复核〔2026〕1号）", browser.Text("section[aria-labelledby=final]"), StringComparison.Ordinal);
        Assert.Contains("新的事实或者新的理由", browser.Text("section[aria-labelledby=final]"), StringComparison.Ordinal);
        Assert.DoesNotContain("申请复查", browser.Text("section[aria-labelledby=rights]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_WithoutCode_LeadsBackToTheQuery()
    {
        var browser = _web.Anonymous();
        foreach (var path in (string[])["/p/case", "/p/review", "/p/receipt"])
        {
            await browser.OpenAsync(path);
            Assert.Equal("/p/follow", browser.Address);
        }

        await browser.OpenAsync($"/p/paper/{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task Flow_IsDrawnFromThePublishedDefinition()
    {
        var browser = _web.Anonymous();
        await browser.OpenAsync("/p/flow");

        var published = await Office.ReadAsync(db => db.Set<WorkflowRuntime.Stores.WorkflowDefinitionRow>()
            .SingleAsync(d => d.DefinitionId == "petition" && d.IsPublished, TestContext.Current.CancellationToken));
        Assert.Equal(2, browser.Page.QuerySelectorAll("svg.flow").Length);
        Assert.Contains(published.Version.ToString(System.Globalization.CultureInfo.InvariantCulture), browser.Text("section p.small"));
        Assert.True(browser.Page.QuerySelectorAll("svg.flow rect").Length > 10);
    }

    /// <summary>As the delivery of the opinion does.</summary>
    private async Task StartReviewWindowAsync(string number)
    {
        var id = await Office.ReadAsync(db => db.Set<Petition>().Where(p => p.Number == number).Select(p => p.Id).SingleAsync(TestContext.Current.CancellationToken));
        var started = await _web.Services.GetRequiredService<UnitOfWorkRunner>().RunAsync<StartClockHandler, CaseClock>(
            h => h.HandleAsync(new StartClock(id, "K08"), Shared.ActContext.System("flow"), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        Assert.False(started.IsRefused);
    }

    private async Task<string> WithCodeAsync(string number, Action<Petition>? change = null)
    {
        var code = QueryCode.New();
        await Office.WriteAsync(db =>
        {
            var now = Office.Now;
            var petition = new Petition
            {
                Id = Guid.CreateVersion7(), Number = number, Kind = CaseKind.Petition, Channel = Shared.Channel.Online, ReceivedAt = now, RegisteredAt = now,
                Petitioner = new Petitioner { Name = "信访人甲" }, Subject = "The matter itself", Text = "What was written.", QueryCodeHash = QueryCode.Hash(code),
            };
            change?.Invoke(petition);
            db.Add(petition);
        });
        return code;
    }

    private async Task<Browser> FollowAsync(string number, string code)
    {
        var browser = _web.Anonymous();
        await browser.OpenAsync("/p/follow");
        await browser.PressAsync("查询", ("Number", number), ("Code", code));
        return browser;
    }
}
