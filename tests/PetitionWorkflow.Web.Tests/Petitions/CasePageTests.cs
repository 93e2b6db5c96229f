using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Petitions;

public sealed class CasePageTests : IAsyncLifetime
{
    private const string Markup = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    private WebUnderTest _web = null!;

    private TestOffice Office => _web.Office;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync(services => services.AddSingleton<ICaseFlowView, DrawnFlow>());

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task CasePage_HasEveryTextInEveryLanguage()
    {
        var petition = await FullCaseAsync();

        foreach (var language in Texts.Languages)
        {
            foreach (var person in Office.Everybody.Where(p => p != Office.TransportHandler))
            {
                var browser = _web.As(person, language);
                await browser.OpenAsync($"/cases/{petition.Number}");
                Assert.Equal(HttpStatusCode.OK, browser.Status);
                Assert.DoesNotContain("⟦", browser.Source);
            }
        }
    }

    [Fact]
    public async Task CasePage_EncodesMarkupInEveryText()
    {
        var petition = await FullCaseAsync();
        var browser = _web.As(Office.Clerk);

        await browser.OpenAsync($"/cases/{petition.Number}");

        Assert.Contains(Markup, browser.Text("h1"));
        Assert.Contains(Markup, browser.Text(".case-history"));
        Assert.Contains(Markup, browser.Text("[aria-labelledby=data]"));
        Assert.DoesNotContain(browser.Page.QuerySelectorAll("script"), s => s.TextContent.Contains("alert"));
        Assert.Empty(browser.Page.QuerySelectorAll("main img"));
        Assert.Empty(browser.Page.QuerySelectorAll("[style]"));
    }

    [Fact]
    public async Task CasePage_DrawsTheFlowWithTheStepWhereTheCaseStands()
    {
        var petition = await FullCaseAsync();
        var browser = _web.As(Office.Clerk);

        await browser.OpenAsync($"/cases/{petition.Number}");

        Assert.Equal("Classify", browser.Text("svg.flow .flow-box.current text"));
        Assert.Equal("Review", browser.Text("svg.flow .flow-box.passed text"));
        Assert.Single(browser.Page.QuerySelectorAll("svg.flow .flow-line.passed"));
        Assert.Equal("Accept", browser.Text("svg.flow .flow-outcome"));
        Assert.Contains("Classify", browser.Text("#flow-title"));
        Assert.Equal("Classify — 进行中", browser.Text("#flow-steps li[aria-current=step]"));
    }

    [Fact]
    public async Task CasePage_ShowsTheClocksWithHowTheirDueDayWasFound()
    {
        var petition = await Office.AddCaseAsync();
        var started = await _web.Services.GetRequiredService<UnitOfWorkRunner>().RunAsync<StartClockHandler, CaseClock>(
            h => h.HandleAsync(new StartClock(petition.Id, "K01"), Office.Clerk.Act(), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        Assert.Null(started.Refusal);
        var browser = _web.As(Office.Clerk);

        await browser.OpenAsync($"/cases/{petition.Number}");

        Assert.Contains(started.Value.DueDay.ToString("yyyy-MM-dd"), browser.Text("[aria-labelledby=clocks] [data-clock=K01]"));
        Assert.Contains("15", browser.Text("[aria-labelledby=clocks] details li"));
        Assert.DoesNotContain("⟦", browser.Source);
    }

    [Fact]
    public async Task CasePage_OfACaseThatIsNotTheirs_DoesNotExistForAUnit()
    {
        var foreign = await Office.AddCaseAsync("Of transport", [Office.Transport.Id]);
        var accusing = await Office.AddCaseAsync("Accuses housing", [Office.Housing.Id], accused: Office.Housing.Id);
        var (document, file) = (await AddDocumentAsync(accusing, null), await AddAttachmentAsync(accusing));
        var own = await Office.AddCaseAsync("Own", [Office.Housing.Id]);

        foreach (var person in new[] { Office.HousingHandler, Office.HousingHead, Office.Clerk with { UnitId = Office.Housing.Id } })
        {
            var browser = _web.As(person);
            await browser.OpenAsync($"/cases/{own.Number}");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            string[] closed =
            [
                $"/cases/{accusing.Number}", $"/cases/{accusing.Number}/documents/{document.Id}", $"/cases/{accusing.Number}/attachments/{file.Id}",
                $"/cases/{own.Number}/documents/{document.Id}", $"/cases/{own.Number}/attachments/{file.Id}", "/cases/XF-2026-999999",
            ];
            foreach (var address in person.SeesEveryCase ? closed : [.. closed, $"/cases/{foreign.Number}"])
            {
                await browser.OpenAsync(address);
                Assert.Equal(HttpStatusCode.NotFound, browser.Status);
                Assert.DoesNotContain("Accuses housing", browser.Source);
            }
        }
    }

    [Fact]
    public async Task CasePage_PostsForACaseThatIsNotTheirs_ChangeNothing()
    {
        var foreign = await Office.AddCaseAsync("Of transport", [Office.Transport.Id]);
        var own = await Office.AddCaseAsync("Own", [Office.Housing.Id]);
        var browser = _web.As(Office.HousingHandler);

        foreach (var handler in new[] { "Progress", "Urge", "Urgent" })
        {
            await browser.OpenAsync($"/cases/{own.Number}");
            await browser.HtmxPostAsync($"/cases/{foreign.Number}?handler={handler}", ("Text", "x"), ("Person", "x"), ("UnitId", Office.Transport.Id.ToString()));
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        }

        Assert.Empty(await Office.HistoryAsync(foreign.Id));
    }

    [Fact]
    public async Task CasePage_ShowsAUnitOnlyItsOwnPartOfASharedCase()
    {
        var petition = await SharedCaseAsync();

        var unit = _web.As(Office.HousingHandler);
        await unit.OpenAsync($"/cases/{petition.Number}");
        Assert.DoesNotContain("Secret", unit.Source);
        foreach (var own in new[] { "Own-content", "Own-task", "Own-paper", "Own-note", "Note-for-all" })
        {
            Assert.Contains(own, unit.Source);
        }

        var clerk = _web.As(Office.Clerk);
        await clerk.OpenAsync($"/cases/{petition.Number}");
        foreach (var all in new[] { "Secret-content", "Secret-task", "Secret-office-task", "Secret-paper", "Secret-office-note", "Secret-note-of-transport", "Own-note" })
        {
            Assert.Contains(all, clerk.Source);
        }
    }

    [Fact]
    public async Task CasePage_LinksOnlyCasesThatTheViewerMaySee()
    {
        var original = await Office.AddCaseAsync("Original-of-transport", [Office.Transport.Id]);
        var repeated = await Office.AddCaseAsync("Repeated", [Office.Housing.Id], change: p => p.DuplicateOfId = original.Id);

        var unit = _web.As(Office.HousingHandler);
        await unit.OpenAsync($"/cases/{repeated.Number}");
        Assert.DoesNotContain("Original-of-transport", unit.Source);
        Assert.DoesNotContain(original.Number, unit.Source);

        var clerk = _web.As(Office.Clerk);
        await clerk.OpenAsync($"/cases/{repeated.Number}");
        Assert.Contains("Original-of-transport", clerk.Text("[aria-labelledby=linked]"));
    }

    [Fact]
    public async Task CasePage_Progress_IsKeptWhenRefusedAndInTheHistoryWhenNot()
    {
        var petition = await Office.AddCaseAsync();
        var browser = _web.As(Office.Clerk);
        await browser.OpenAsync($"/cases/{petition.Number}");

        await browser.PressAsync("保存", ("Text", new string('字', 2001)));
        Assert.True(browser.Status == HttpStatusCode.OK, browser.Status + browser.Page.Body!.TextContent);
        Assert.Contains("最多 2000 个字", browser.Text("#problems"));
        Assert.Contains(new string('字', 2001), browser.Text("textarea[name=Text]"));
        Assert.NotNull(browser.Page.QuerySelector("details[open] textarea[name=Text]"));

        await browser.PressAsync("保存", ("Text", "Talked to <b>the</b> unit."));
        Assert.Contains("Talked to <b>the</b> unit.", browser.Text(".case-history"));
        Assert.Equal([nameof(ProgressRecorded)], await Office.HistoryAsync(petition.Id));
    }

    [Fact]
    public async Task CasePage_Contact_IsRefusedWithItsFieldsAndInTheHistoryWhenNot()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);
        var browser = _web.As(Office.HousingHandler);
        await browser.OpenAsync($"/cases/{petition.Number}");
        var form = (IHtmlFormElement)browser.Page.QuerySelector("form[action*=Contact]")!;

        await browser.SubmitAsync(form, null, ("ContactOn", "2099-01-01"), ("ContactText", "kept"));
        Assert.Contains("联系日期应在", browser.Text("#problems"));
        Assert.Equal("kept", browser.Text("details[open] textarea[name=ContactText]"));
        await browser.SubmitAsync(form, null, ("ContactOn", Day()), ("ContactMethod", "Visit"), ("ContactText", "We <b>met</b>."));
        Assert.Contains($"{Day()} 联系信访人（当面）：We <b>met</b>.", browser.Text(".case-history"));
        Assert.Equal([nameof(ContactRecorded)], await Office.HistoryAsync(petition.Id));

        string Day() => ChinaTime.DayOf(Office.Now).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task CasePage_Urge_IsNumberedPerUnit()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);
        var browser = _web.As(Office.Clerk);
        await browser.OpenAsync($"/cases/{petition.Number}");
        var form = (IHtmlFormElement)browser.Page.QuerySelector("form[action*=Urge]")!;

        await browser.SubmitAsync(form, null, ("UnitId", Office.Housing.Id.ToString()), ("Person", "Duty officer"), ("Reply", "Tomorrow."));
        await browser.SubmitAsync(form, null, ("UnitId", Office.Housing.Id.ToString()), ("Person", "Duty officer"));
        Assert.Contains("第 2 次催办已登记", browser.Text("#toasts"));
        Assert.Contains("第 1 次催办Unit of housing（电话，联系人：Duty officer），答复：Tomorrow.", browser.Text(".case-history"));

        await browser.SubmitAsync(form, null, ("UnitId", Office.Transport.Id.ToString()), ("Person", ""), ("Method", "99"), ("Reply", "kept"));
        Assert.Equal(2, (await Office.HistoryAsync(petition.Id)).Count);
        Assert.Equal("kept", browser.Text("textarea[name=Reply]"));
    }

    [Fact]
    public async Task CasePage_Duties_AreClosedByTheirUnitAndWaivedByTheOffice()
    {
        var petition = await Office.AddCaseAsync("Shared", [Office.Housing.Id], change: p =>
        {
            p.Duties.Add(Duty(p, Office.Housing.Id, "Own-duty"));
            p.Duties.Add(Duty(p, Office.Transport.Id, "Duty-of-transport"));
        });
        var unit = _web.As(Office.HousingHandler);
        await unit.OpenAsync($"/cases/{petition.Number}");
        Assert.DoesNotContain("Duty-of-transport", unit.Source);
        Assert.Empty(unit.Page.QuerySelectorAll("form[action*=WaiveDuty]"));

        await unit.SubmitAsync((IHtmlFormElement)unit.Page.QuerySelector("form[action*=CloseDuty]")!, null, ("Words", new string('字', 1001)));
        Assert.Contains("最多 1000 个字", unit.Text("#problems"));
        Assert.Contains(new string('字', 1001), unit.Text("details[open] textarea[name=Words]"));
        await unit.SubmitAsync((IHtmlFormElement)unit.Page.QuerySelector("form[action*=CloseDuty]")!, null, ("Words", "Seen to."));
        Assert.Contains("Seen to.", unit.Text("[aria-labelledby=duties]"));
        Assert.Contains("Unit of housing完成责任事项“Own-duty”：Seen to.", unit.Text(".case-history"));

        // A duty lets its unit see the case, though nothing was assigned to it.
        var other = _web.As(Office.TransportHandler);
        await other.OpenAsync($"/cases/{petition.Number}");
        Assert.Contains("Duty-of-transport", other.Text("[aria-labelledby=duties]"));
        Assert.DoesNotContain("Own-duty", other.Source);

        var clerk = _web.As(Office.Clerk);
        await clerk.OpenAsync($"/cases/{petition.Number}");
        Assert.Empty(clerk.Page.QuerySelectorAll("form[action*=CloseDuty]"));
        await clerk.SubmitAsync((IHtmlFormElement)clerk.Page.QuerySelector("form[action*=WaiveDuty]")!, null, ("Words", "Not needed."));
        Assert.Contains("Not needed.", clerk.Text("[aria-labelledby=duties]"));
        Assert.Equal([nameof(DutyDone), nameof(DutyWaived)], await Office.HistoryAsync(petition.Id));
    }

    [Fact]
    public async Task CasePage_AssignmentMeeting_KeepsWhatWasTypedAndGivesDuties()
    {
        var petition = await Office.AddCaseAsync(change: p => p.Importance = Importance.Complex);
        var browser = _web.As(Office.Clerk);
        await browser.OpenAsync($"/cases/{petition.Number}");
        var today = ChinaTime.DayOf(Office.Now).ToString("yyyy-MM-dd");
        (string, string?)[] typed =
        [
            ("HeldOn", today), ("Attendees", "Two bureaus"), ("Decisions[1].UnitId", Office.Housing.Id.ToString()), ("Decisions[1].What", "Look at the site"),
        ];

        await browser.SubmitAsync((IHtmlFormElement)browser.Page.QuerySelector("form[action*=Meeting]")!, null, typed);
        Assert.NotNull(browser.Page.QuerySelector("#problems a[href='#Decisions_1__DueDay']"));
        Assert.Equal("Look at the site", browser.Text("details[open] textarea[name='Decisions[1].What']"));

        await browser.SubmitAsync((IHtmlFormElement)browser.Page.QuerySelector("form[action*=Meeting]")!, null, [.. typed, ("Decisions[1].DueDay", today)]);
        Assert.Contains("Look at the site", browser.Text("[aria-labelledby=duties]"));
        Assert.Equal([nameof(DutyGiven), nameof(AssignmentMeetingHeld), "ClockStarted"], await Office.HistoryAsync(petition.Id));
    }

    private Duty Duty(Petition petition, Guid unit, string what) => new()
    {
        Id = Guid.CreateVersion7(), PetitionId = petition.Id, UnitId = unit, Origin = DutyOrigin.CoordinationMeeting, What = what,
        DueDay = ChinaTime.DayOf(Office.Now), GivenAt = Office.Now, GivenByName = "Clerk 1",
    };

    [Fact]
    public async Task CasePage_OffersAnAuditorAndAUnitNoActionThatIsNotTheirs()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);

        var auditor = _web.As(Office.Auditor);
        await auditor.OpenAsync($"/cases/{petition.Number}");
        Assert.Empty(auditor.Page.QuerySelectorAll("main form"));
        await auditor.HtmxPostAsync($"/cases/{petition.Number}?handler=Progress", ("Text", "x"));
        await auditor.HtmxPostAsync($"/cases/{petition.Number}?handler=Urgent", ("Criterion", UrgentCriteria.All.First()));

        var unit = _web.As(Office.HousingHandler);
        await unit.OpenAsync($"/cases/{petition.Number}");
        Assert.Empty(unit.Page.QuerySelectorAll("form[action$='handler=Urge'], input[name=OfficeOnly]"));
        await unit.HtmxPostAsync($"/cases/{petition.Number}?handler=Urge", ("Person", "x"), ("UnitId", Office.Housing.Id.ToString()));

        Assert.Empty(await Office.HistoryAsync(petition.Id));
    }

    [Fact]
    public async Task Attachment_IsDownloadedUnderItsNameAndNeverShown()
    {
        var petition = await Office.AddCaseAsync();
        var file = await AddAttachmentAsync(petition);
        var browser = _web.As(Office.Clerk);

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
        var browser = _web.As(Office.Clerk);

        await browser.OpenAsync($"/cases/{petition.Number}/documents/{document.Id}");

        Assert.Equal("Paper", browser.Text(".paper h2"));
        Assert.Equal($"/cases/{petition.Number}/documents/{document.Id}/word", browser.Page.QuerySelector("a[download]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task CaseFile_IsTakenByTheOfficeInOneFileAndNotByUnits()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);
        var document = await AddDocumentAsync(petition, null);
        var clerk = _web.As(Office.Clerk);
        await clerk.OpenAsync($"/cases/{petition.Number}/documents/{document.Id}/word");
        Assert.Equal(PetitionWorkflow.Documents.Word.WordPaper.ContentType, clerk.Answer.Content.Headers.ContentType!.MediaType);
        await clerk.OpenAsync($"/cases/{petition.Number}");

        await clerk.PressAsync("下载案卷包");

        Assert.Equal(("application/zip", petition.Number + ".zip"), (clerk.Answer.Content.Headers.ContentType!.MediaType, clerk.Answer.Content.Headers.ContentDisposition!.FileName));
        Assert.Equal("CaseBundleTaken", (await Office.HistoryAsync(petition.Id))[^1]);
        var unit = _web.As(Office.HousingHandler);
        await unit.OpenAsync($"/cases/{petition.Number}");
        Assert.DoesNotContain("下载案卷包", unit.Source);
        await unit.HtmxPostAsync($"/cases/{petition.Number}/bundle");
        Assert.Equal(HttpStatusCode.NotFound, unit.Status);
        Assert.Single(await Office.HistoryAsync(petition.Id), kind => kind == "CaseBundleTaken");
    }

    [Fact]
    public async Task CasePage_ShowsItsClocksOnOneLineWithWhatMovedEach()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);
        var act = new ActContext(null, "system:test", "complex");
        await RunAsync<StartClockHandler>(h => h.HandleAsync(new StartClock(petition.Id, "K05") { StartedAt = Office.Now.AddDays(-70) }, act, Cancellation));
        await RunAsync<StartClockHandler>(h => h.HandleAsync(new StartClock(petition.Id, "K11") { StartedAt = Office.Now.AddDays(-20) }, act, Cancellation));
        await RunAsync<PauseClockHandler>(h => h.HandleAsync(new PauseClock(petition.Id, "K11", "hearing"), act, Cancellation));
        await RunAsync<StartClockHandler>(h => h.HandleAsync(new StartClock(petition.Id, "K09") { StartedAt = Office.Now.AddDays(-2) }, act, Cancellation));
        await RunAsync<StopClockHandler>(h => h.HandleAsync(new StopClock(petition.Id, "K09", "answered"), act, Cancellation));
        await RunAsync<StartClockHandler>(h => h.HandleAsync(new StartClock(petition.Id, "K01") { StartedAt = Office.Now }, act, Cancellation));
        var browser = _web.As(Office.Clerk, "en");

        await browser.OpenAsync($"/cases/{petition.Number}");

        Assert.Equal(["K05", "K11", "K09", "K01"], browser.Page.QuerySelectorAll("svg.clocks [data-clock-line]").Select(g => g.GetAttribute("data-clock-line")));
        Assert.Single(browser.Page.QuerySelectorAll("[data-clock-line=K05].missed .overdue"));
        Assert.Single(browser.Page.QuerySelectorAll("[data-clock-line=K11] .pause"));
        Assert.Single(browser.Page.QuerySelectorAll("[data-clock-line=K09]:not(.missed) .clock-end"));
        Assert.Empty(browser.Page.QuerySelectorAll("[data-clock-line=K01] .clock-end, [data-clock-line=K01] .overdue"));
        Assert.Contains("due ", browser.Page.QuerySelector("[data-clock-line=K01] .clock-day")!.TextContent);
        Assert.Contains("Overdue ", browser.Page.QuerySelectorAll("#clocks-lines li")[0].TextContent);
        Assert.Contains("Paused ", browser.Page.QuerySelectorAll("#clocks-lines li")[1].TextContent);
        Assert.Equal("clocks-lines", browser.Page.QuerySelector("svg.clocks")!.GetAttribute("aria-describedby"));
        foreach (var language in Texts.Languages)
        {
            var reader = _web.As(Office.Clerk, language);
            await reader.OpenAsync($"/cases/{petition.Number}");
            Assert.DoesNotContain("⟦", reader.Source);
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task RunAsync<THandler>(Func<THandler, Task<Result<CaseClock>>> act)
        where THandler : notnull =>
        Assert.Null((await _web.Services.GetRequiredService<UnitOfWorkRunner>().RunAsync<THandler, CaseClock>(act, Cancellation)).Refusal);

    private async Task<Petition> FullCaseAsync()
    {
        var petition = await Office.AddCaseAsync(Markup, [Office.Housing.Id], change: p =>
        {
            p.Place = Markup;
            p.Text = Markup;
            p.Category = Markup;
            p.MatterClass = MatterClass.Claim;
            p.Importance = Importance.Important;
            p.ReworkRounds = 1;
            p.IsUrgent = true;
            p.AcceptedAt = p.OpinionDeliveredAt = p.ClosedAt = p.ReceivedAt;
            p.Outcome = CaseOutcome.Resolved;
            p.Petitioner.IsAnonymous = false;
            p.Petitioner.Name = p.Petitioner.Address = p.Petitioner.Phone = p.Petitioner.Email = Markup;
            p.Petitioner.Age = 40;
            p.Petitioner.Gender = Gender.Female;
            p.Petitioner.PeopleCount = 3;
        });
        await Office.AddCaseAsync(assignedTo: [Office.Housing.Id], change: p => p.DuplicateOfId = petition.Id);
        await Office.AddTaskAsync(petition, Roles.Handler, Office.Housing.Id, due: Office.Now.AddDays(1));
        await AddDocumentAsync(petition, Office.Housing.Id);
        await AddAttachmentAsync(petition);
        await RaiseAsync(petition, new PetitionRegistered(petition.Number, Channel.Letter), new ProgressRecorded(Markup, false, null));
        return petition;
    }

    /// <summary>A case of two units; whatever housing must not find says so.</summary>
    private async Task<Petition> SharedCaseAsync()
    {
        var petition = await Office.AddCaseAsync("Shared", [Office.Housing.Id]);
        await Office.WriteAsync(db =>
        {
            db.Add(NewAssignment(petition, Office.Housing, "Own-content"));
            db.Add(NewAssignment(petition, Office.Transport, "Secret-content"));
        });
        var theirs = await Office.AddTaskAsync(petition, Roles.Handler, Office.Transport.Id, title: "Secret-task");
        await Office.AddTaskAsync(petition, Roles.Handler, Office.Housing.Id, title: "Own-task");
        await Office.AddTaskAsync(petition, Roles.Clerk, title: "Secret-office-task");
        await AddDocumentAsync(petition, Office.Transport.Id, "Secret-paper");
        await AddDocumentAsync(petition, Office.Housing.Id, "Own-paper");
        await RaiseAsync(
            petition,
            new TaskClaimed(theirs.Id, "Secret-task"), new ProgressRecorded("Secret-office-note", true, null),
            new ProgressRecorded("Secret-note-of-transport", false, Office.Transport.Id), new ProgressRecorded("Own-note", false, Office.Housing.Id),
            new ProgressRecorded("Note-for-all", false, null));
        return petition;
    }

    private static Assignment NewAssignment(Petition petition, Unit unit, string content) => new()
    {
        Id = Guid.CreateVersion7(), PetitionId = petition.Id, UnitId = unit.Id, IsLead = false, DueDay = new DateOnly(2026, 4, 1),
        Content = content, Requirements = "-", AssignedAt = petition.ReceivedAt, Reason = "-",
    };

    private Task RaiseAsync(Petition petition, params ICaseEvent[] events) => Office.WriteAsync(db =>
        db.AddRange(events.Select(e => CaseEvent.From(petition.Id, e, new ActContext(null, "system:flow", Markup), Office.Now))));

    private async Task<CaseDocument> AddDocumentAsync(Petition petition, Guid? unit, string title = "A paper")
    {
        var document = new CaseDocument
        {
            Id = Guid.CreateVersion7(), PetitionId = petition.Id, Kind = "assignment-slip", Number = "T-" + Guid.NewGuid().ToString("N")[..8], Title = title,
            Html = "<article><h2>Paper</h2></article>", UnitId = unit, IssuedAt = Office.Now, DeliveredAt = Office.Now,
        };
        await Office.WriteAsync(db => db.Add(document));
        return document;
    }

    private async Task<Attachment> AddAttachmentAsync(Petition petition)
    {
        var store = _web.Services.GetRequiredService<AttachmentStore>();
        var stored = (await store.SaveAsync("筆記.txt", new MemoryStream(Encoding.UTF8.GetBytes("plain words")), TestContext.Current.CancellationToken)).Value;
        var attachment = stored.AttachTo(petition.Id, null, Office.Now);
        await Office.WriteAsync(db => db.Add(attachment));
        return attachment;
    }

    private sealed class DrawnFlow : ICaseFlowView
    {
        public Task<CaseFlow?> OfAsync(Guid petitionId, CancellationToken cancellation) => Task.FromResult<CaseFlow?>(new CaseFlow(
            "petition", 1,
            [
                new("r", "Review", 0, 0, CaseFlowState.Passed), new("c", "Classify", 300, 0, CaseFlowState.Current), new("z", Markup, 600, 0, CaseFlowState.Ahead),
            ],
            [new("r", "c", "Accept", true), new("c", "z", null, false)]));
    }
}
