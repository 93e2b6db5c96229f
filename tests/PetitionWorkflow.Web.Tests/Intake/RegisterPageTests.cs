using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Intake;

public sealed class RegisterPageTests : IAsyncLifetime
{
    private const string Markup = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    private static readonly string[] Channels = ["visit", "letter", "call", "online"];
    private WebUnderTest _web = null!;

    private TestOffice Office => _web.Office;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync(withFlows: true);

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task Letter_WhenFilledIn_BecomesACaseWithATaskInTheClerksInbox()
    {
        var browser = _web.As(Office.Clerk);

        await browser.RegisterAsync("letter");

        Assert.Equal("/intake/receipt/XF-2026-000001", browser.Address);
        var petition = await OnlyCaseAsync();
        Assert.Equal((Channel.Letter, "楼上漏水无人维修", "信访人甲", 61), (petition.Channel, petition.Subject, petition.Petitioner.Name, petition.Petitioner.Age));
        Assert.Equal("三楼水管破裂，物业推诿，\n希望尽快派人维修。", petition.Text.ReplaceLineEndings("\n"));
        Assert.Equal(ChinaTime.ToUtc(new DateOnly(2026, 3, 2), new TimeOnly(8, 30)), petition.ReceivedAt);
        var letter = Assert.IsType<LetterRegister>(ChannelRegister.Of(petition));
        Assert.Equal((new DateOnly(2026, 2, 27), LetterIntegrity.PagesMissing, 2), (letter.WrittenOn!.Value, letter.Integrity, letter.Enclosures));
        await browser.OpenAsync("/petitions");
        Assert.Contains("楼上漏水无人维修", browser.Text("main table"));
        var inbox = _web.As(Office.OtherClerk);
        await inbox.OpenAsync("/tasks?tab=Role");
        Assert.Contains("楼上漏水无人维修", inbox.Text("main"));
        Assert.Equal([Roles.Clerk], await Office.ReadAsync(db => db.Set<WorkTask>().Select(t => t.Role!).ToListAsync()));
    }

    [Fact]
    public async Task Visit_AnsweredOnTheSpot_IsClosedByTheShortRoute()
    {
        var browser = _web.As(Office.Clerk);

        await browser.RegisterAsync("visit", FilledForms.Visit.With(FilledForms.AnswerOnTheSpot));

        var petition = await OnlyCaseAsync();
        Assert.Equal((CaseStage.Archived, CaseOutcome.AnsweredOnTheSpot), (petition.Stage, petition.Outcome!.Value));
        var visit = Assert.IsType<VisitRegister>(ChannelRegister.Of(petition));
        Assert.Equal(("1100**********0000", true, true, new DateOnly(2026, 4, 30)), (visit.IdNumberMasked, visit.StatementConfirmed, visit.IsRepeatVisit, visit.PromisedDay));
        Assert.Equal(("今日内派人维修。", true), (visit.OnTheSpot!.Answer, visit.OnTheSpot.Understood));
        Assert.DoesNotContain("110000200001010000", browser.Source);
        await browser.OpenAsync($"/cases/{petition.Number}");
        Assert.Contains("如期（2026-03-02）", browser.Text("#promise"));
    }

    [Fact]
    public async Task Visit_IsPromisedTheDayOfTheHandlingClock_AndAskedHowTheReceptionWas()
    {
        var browser = _web.As(Office.Clerk);
        await browser.OpenAsync("/intake/visit");

        // The sixtieth day is 1 May; the holiday lasts until the fifth.
        Assert.Equal("2026-05-06", browser.ValueOf("Input.Register.PromisedDay"));
        await browser.PressAsync(FilledForms.Submit, FilledForms.Visit.With(("Input.Register.PromisedDay", "2026-05-06"), ("Input.Reception", "Fairly")));

        var petition = await OnlyCaseAsync();
        Assert.Equal(
            [(RatedAspect.Reception, Satisfaction.Fairly)],
            (await Office.ReadAsync(db => db.Set<PetitionRating>().Where(r => r.PetitionId == petition.Id).ToListAsync())).Select(r => (r.Aspect, r.Satisfaction)));
        await browser.OpenAsync($"/cases/{petition.Number}");
        Assert.Contains("还有 65 天", browser.Text("#promise"));
        Assert.Contains("基本满意", browser.Text(".case-history"));
        _web.Time.Advance(TimeSpan.FromDays(67));
        await browser.OpenAsync($"/cases/{petition.Number}");
        Assert.Contains("已过 2 天", browser.Text("#promise"));
    }

    [Fact]
    public async Task Call_WhenFilledIn_KeepsRingsAndReadBack()
    {
        await _web.As(Office.Clerk).RegisterAsync("call");

        var call = Assert.IsType<CallRegister>(ChannelRegister.Of(await OnlyCaseAsync()));
        Assert.Equal((2, 12, "LY-0007", true), (call.Rings, call.DurationMinutes, call.RecordingNumber, call.StatementConfirmed));
        var browser = _web.As(Office.Clerk);
        await browser.RegisterAsync("call", FilledForms.Call.With(("Input.Register.Rings", "4"), ("Input.DuplicatesChecked", "true")));
        await browser.RegisterAsync("call", FilledForms.Call.With(("Input.Register.Rings", ""), ("Input.DuplicatesChecked", "true")));
        await browser.OpenAsync("/intake/call");
        Assert.Contains("3 声内接听的占 50.0 %（2 件中 1 件；另有 1 件未记录", browser.Text("#call-answers"));
    }

    [Fact]
    public async Task Online_WhenTheMessageIsRegisteredAlready_NamesTheCase()
    {
        var browser = _web.As(Office.Clerk);
        await browser.RegisterAsync("online");
        var online = Assert.IsType<OnlineRegister>(ChannelRegister.Of(await OnlyCaseAsync()));
        Assert.Equal(("微信", "m-1", "https://example.org/m-1", false), (online.Platform, online.MessageId, online.Link, online.IsPublic));

        await browser.RegisterAsync("online", FilledForms.Online.With(("Input.DuplicatesChecked", "true")));

        Assert.Contains("XF-2026-000001", browser.MessageAt("Input.Register.MessageId"));
        await OnlyCaseAsync();
    }

    [Fact]
    public async Task Letter_ThatIsUrgent_ReachesALeaderAtOnce()
    {
        await _web.As(Office.Clerk).RegisterAsync("letter", FilledForms.Letter.With(("Input.UrgentCriterion", "mass-incident")));

        Assert.True((await OnlyCaseAsync()).IsUrgent);
        Assert.Contains(Roles.Leader, await Office.ReadAsync(db => db.Set<WorkTask>().Select(t => t.Role!).ToListAsync()));
    }

    [Fact]
    public async Task Letter_WithoutName_IsTakenWhenItIsAnonymous()
    {
        var browser = _web.As(Office.Clerk);
        (string, string?)[] nameless = FilledForms.Letter.With(("Input.Petitioner.Name", ""), ("Input.Petitioner.Address", ""));
        await browser.RegisterAsync("letter", nameless);
        Assert.Equal("请填写“姓名”。", browser.MessageAt("Input.Petitioner.Name"));

        await browser.PressAsync(FilledForms.Submit, ("Input.Petitioner.IsAnonymous", "true"));

        Assert.True((await OnlyCaseAsync()).Petitioner.IsAnonymous);
    }

    [Fact]
    public async Task Markup_InEveryTextField_IsShownAsItWasTyped()
    {
        var browser = _web.As(Office.Clerk);
        foreach (var channel in Channels)
        {
            string[] texts =
            [
                "Input.Subject", "Input.Text", "Input.Place", "Input.Petitioner.Name", "Input.Petitioner.Address", "Input.Register.TakenBy", "Input.Register.Batch",
                "Input.Register.Counter", "Input.Register.RecordingNumber", "Input.Register.Account", "Input.Register.MessageId",
                "Input.Register.OnTheSpot.Answer", "Input.Register.OnTheSpot.Basis", "Input.Register.OnTheSpot.ExplainedBy",
            ];
            var form = (channel == "visit" ? FilledForms.Visit.With(FilledForms.AnswerOnTheSpot) : FilledForms.Of(channel)).With(("Input.Register.Platform", Markup));
            form = [.. form.Select(f => texts.Contains(f.Name) ? (f.Name, Markup) : f), ("Input.DuplicatesChecked", "true")];

            await browser.RegisterAsync(channel, form.With(("Input.Petitioner.Age", "old")));
            Assert.Equal(Markup, browser.ValueOf("Input.Text"));
            AssertHarmless(browser);

            await browser.RegisterAsync(channel, form);
            Assert.StartsWith("/intake/receipt/", browser.Address);
            Assert.Contains(Markup, browser.Text(".sheet-filled"));
            AssertHarmless(browser);
            await browser.OpenAsync(browser.Address.Replace("/intake/receipt/", "/cases/"));
            Assert.Contains(Markup, browser.Text("h1"));
            AssertHarmless(browser);
        }

        await browser.OpenAsync("/petitions");
        Assert.Equal(4, browser.Page.QuerySelectorAll("main tbody tr").Count(row => row.TextContent.Contains(Markup)));
        AssertHarmless(browser);
    }

    [Fact]
    public async Task Receipt_ShowsTheQueryCodeThisOnce()
    {
        var browser = _web.As(Office.Clerk);
        await browser.RegisterAsync("letter");
        var code = browser.Text("#query-code");
        Assert.Equal((await OnlyCaseAsync()).QueryCodeHash, PetitionWorkflow.Intake.QueryCode.Hash(code));

        await browser.OpenAsync(browser.Address);

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.DoesNotContain(code, browser.Source);
    }

    [Fact]
    public async Task Form_SentTwice_RegistersOneCase()
    {
        var browser = _web.As(Office.Clerk);
        await browser.OpenAsync("/intake/letter");
        var form = FilledForms.Letter.With(("Input.Id", browser.ValueOf("Input.Id")), ("Input.DuplicatesChecked", "true"));
        await browser.PressAsync(FilledForms.Submit, form);

        await browser.RegisterAsync("letter", form);

        Assert.Equal("/intake/receipt/XF-2026-000001", browser.Address);
        await OnlyCaseAsync();
    }

    [Fact]
    public async Task IntakePages_AreForbiddenToWhoeverDoesNotRegister()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);
        foreach (var person in Office.Everybody)
        {
            var browser = _web.As(person);
            var registers = person.Is(Roles.Clerk) || person.Is(Roles.Administrator);
            foreach (var address in (string[])["/intake", "/intake/letter", "/intake/import", "/intake/letters", "/intake/platforms", $"/intake/receipt/{petition.Number}", $"/cases/{petition.Number}/register"])
            {
                await browser.OpenAsync(address);
                Assert.Equal((address, registers ? HttpStatusCode.OK : HttpStatusCode.Forbidden), (address, browser.Status));
            }

            await browser.OpenAsync("/petitions");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Equal(registers ? 4 : 0, browser.Page.QuerySelectorAll("#navigation a[href^='/intake']").Length);
        }
    }

    private static void AssertHarmless(Browser browser)
    {
        Assert.DoesNotContain(browser.Page.QuerySelectorAll("script"), s => s.TextContent.Contains("alert"));
        Assert.Empty(browser.Page.QuerySelectorAll("main img"));
        Assert.Empty(browser.Page.QuerySelectorAll("[onerror], a[href^=javascript]"));
    }

    private async Task<Petition> OnlyCaseAsync() => Assert.Single(await CasesAsync());

    private Task<List<Petition>> CasesAsync() => Office.ReadAsync(db => db.Set<Petition>().AsNoTracking().ToListAsync());
}
