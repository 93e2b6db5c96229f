using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Archive.Publication;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Pauses;
using PetitionWorkflow.Deadlines.Profiles;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reviews.ReReviews;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>Every clock of the catalogue is started and stopped by what happens in a case's life; each with its last day and the day after.</summary>
public sealed class ClocksOfLifeTests
{
    /// <summary>K06 bounds an extension and never runs; the clocks of reports (K18) belong to no case (<c>ReportReminderTests</c>).</summary>
    private static readonly string[] NeverOfACase = ["K06", "K18-month", "K18-quarter", "K18-week", "K18-year"];

    [Fact]
    public async Task EveryClockOfTheCatalogue_IsStartedByTheLifeOfACase_AndSaysByWhat()
    {
        await using var office = await Office.OpenAsync();
        await SimplifyAsync(office);
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        await office.ClassifyAsync(id, "Ordinary", Simplified);
        await office.AssignAsync(id, days: 5);
        await office.SignAsync(id);
        await office.ReportResultAsync(id, ("publicationConsent", "true"));
        office.Service.Time.Advance(TimeSpan.FromMinutes(5));
        await office.CompleteAsync(id, "verify", "Rework", ("lawful", "yes"), ("solved", "no"), ("reason", "问题未解决"));
        await office.ReportResultAsync(id, ("publicationConsent", "true"));
        await office.PassAsync(id);
        await office.DeliverAsync(id);
        await PublishAsync(office, id);
        await office.RequestReReviewAsync(await office.ReviewedAsync(id), "上一级人民政府办公厅");
        var urgent = await office.RegisterAsync(urgent: UrgentCriteria.MassIncident);
        await office.CompleteAsync(urgent, "urgent-instruction", "Instruct", ("instruction", "立即处置"), ("unit1", await office.UnitAsync("housing")));
        await office.AcceptAsync(urgent);
        await office.CompleteAsync(urgent, "classify", "Classified", ("matterClass", "Suggestion"), ("category", "环境保护/环境污染/噪音污染"), ("importance", "Ordinary"));

        var started = await office.Service.QueryAsync(db => db.Set<CaseClock>().Select(c => c.Code).Distinct().ToListAsync(Office.Cancellation));
        Assert.Equal(ClockCatalogue.Shipped.Rules.Select(r => r.Code).Distinct().Except(NeverOfACase), started.Order(StringComparer.Ordinal));
        var texts = Texts.Load(typeof(Texts).Assembly);
        Assert.All(ClockCatalogue.Shipped.Rules, rule => Assert.True(texts.Has("Deadlines.StartedBy." + rule.Code.Split('-')[0]), rule.Code));
    }

    [Fact]
    public async Task Notice_OfTheOffice_IsOwedWithinFifteenDaysOfTheReceipt()
    {
        await using var office = await Office.OpenAsync();
        var (inTime, late, refused) = (await office.RegisterAsync(), await office.RegisterAsync(), await office.RegisterAsync());
        var clock = await ClockAsync(office, inTime, "K02");
        Assert.Equal((new DateOnly(2026, 3, 17), "reg-23-2"), (clock.DueDay, clock.Trace.Basis));

        office.GoTo(clock.DueAt.AddMinutes(-1));
        await office.AcceptAsync(inTime);
        await office.CompleteAsync(refused, "preliminary-review", "OutOfScope", ("competentAuthority", "人民法院"), ("legalBasis", "《信访工作条例》第三十一条"), ("reason", "涉法涉诉"));
        await office.DeliverAsync(refused, "deliver-notice");
        office.GoTo(clock.DueAt);
        await office.AcceptAsync(late);

        Assert.Equal((ClockState.Met, StopEvents.AcceptanceTold), await EndAsync(office, inTime, "K02"));
        Assert.Equal((ClockState.Met, StopEvents.NoticeDelivered), await EndAsync(office, refused, "K02"));
        Assert.Equal((ClockState.Late, StopEvents.AcceptanceTold), await EndAsync(office, late, "K02"));
        Assert.Contains("ClockMissed", await office.HistoryAsync(late));
    }

    [Fact]
    public async Task Notice_IsNotOwedToWhomNobodyCanWrite_UntilTheAddressIsKnown()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync(new CallRegister { TakenBy = "clerk", Rings = 2 }, address: null);
        Assert.Contains("NoticeNotOwed", await office.HistoryAsync(id));
        Assert.Empty(await ClocksAsync(office, id, "K02"));

        office.Service.Time.Advance(TimeSpan.FromDays(3));
        var petition = await office.CaseAsync(id);
        var entry = new RegisterEntry
        {
            Register = ChannelRegister.Of(petition), Subject = petition.Subject, Text = petition.Text, ReceivedAt = petition.ReceivedAt,
            Petitioner = new Petitioner { Name = petition.Petitioner.Name, Gender = petition.Petitioner.Gender, Phone = petition.Petitioner.Phone, Address = "某街道 5 号" },
        };
        var change = new ChangeRegister(id, petition.Version, entry, true, (await office.PersonAsync("clerk")).Act("来电补充住址"));
        await office.Service.DoAsync<ChangeRegisterHandler, int>(h => h.HandleAsync(change, Office.Cancellation));
        Assert.Equal(new DateOnly(2026, 3, 17), (await ClockAsync(office, id, "K02")).DueDay);

        var nowhere = await office.RegisterAsync(new CallRegister { TakenBy = "clerk", Rings = 2 }, address: null);
        await office.ToHandlingAsync(nowhere);
        Assert.Empty((await ClocksAsync(office, nowhere, "K02")).Concat(await ClocksAsync(office, nowhere, "K03")));
    }

    [Fact]
    public async Task Notice_OfTheUnit_IsOwedWithinFifteenDaysOfTheAssignment_ByEachUnitThatLeads()
    {
        await using var office = await Office.OpenAsync();
        var (inTime, late) = (await AssignedAsync(office), await AssignedAsync(office));
        await office.CompleteAsync(late, "sign-for", "Object", ("reason", "不属本单位职责"), ("legalBasis", "三定方案"));
        await office.CompleteAsync(late, "decide-objection", "Uphold", ("reason", "改交"));
        office.Service.Time.Advance(TimeSpan.FromMinutes(5));
        await office.AssignAsync(late);
        var clock = await ClockAsync(office, inTime, "K03");
        Assert.Equal((new DateOnly(2026, 3, 17), "reg-23-3"), (clock.DueDay, clock.Trace.Basis));
        Assert.Equal([(ClockState.Met, StopEvents.AssignmentEnded), (ClockState.Running, null)], (await ClocksAsync(office, late, "K03")).Select(c => (c.State, c.EndReason)));

        office.GoTo(clock.DueAt.AddMinutes(-1));
        await office.SignAsync(inTime);
        office.GoTo(clock.DueAt);
        await office.SignAsync(late);

        Assert.Equal((ClockState.Met, StopEvents.HandlingTold), await EndAsync(office, inTime, "K03"));
        Assert.Equal((ClockState.Late, StopEvents.HandlingTold), (await ClocksAsync(office, late, "K03"))[^1] is var last ? (last.State, last.EndReason) : default);
        var paper = await office.Service.QueryAsync(db => db.Set<PetitionWorkflow.Documents.CaseDocument>().SingleAsync(d => d.PetitionId == inTime && d.Kind == "handling-notice", Office.Cancellation));
        Assert.Null(paper.UnitId);
        Assert.Contains("生态环境局", paper.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objection_IsARightOfTheLeadUnit_ThatEndsByItsUse_BySigning_WithTheCase_OrWithItsTime()
    {
        await using var office = await Office.OpenAsync();
        var (used, signed, withdrawn, lapsed) = (await AssignedAsync(office), await AssignedAsync(office), await AssignedAsync(office), await AssignedAsync(office));
        var clock = await ClockAsync(office, used, "K04");
        Assert.Equal((new DateOnly(2026, 3, 9), await office.UnitAsync("environment")), (clock.DueDay, clock.UnitId.ToString()));

        office.GoTo(clock.DueAt.AddMinutes(-1));
        await office.CompleteAsync(used, "sign-for", "Object", ("reason", "不属本单位职责"), ("legalBasis", "三定方案"));
        await office.SignAsync(signed);
        var withdraw = new PetitionWorkflow.Archive.WithdrawPetition(withdrawn, "信访人撤回", await office.PersonAsync("clerk"));
        await office.Service.Runner.RunAsync<PetitionWorkflow.Archive.WithdrawPetitionHandler>(h => h.HandleAsync(withdraw, Office.Cancellation), Office.Cancellation);
        office.GoTo(clock.DueAt);
        Assert.Equal("objection-too-late", (await office.TryCompleteAsync(lapsed, "sign-for", "Object", ("reason", "不属职责"), ("legalBasis", "三定方案")))?.Code);
        await office.SignAsync(lapsed);

        Assert.Equal((ClockState.Met, StopEvents.Objected), await EndAsync(office, used, "K04"));
        Assert.Equal((ClockState.Met, StopEvents.SignedFor), await EndAsync(office, signed, "K04"));
        Assert.Equal((ClockState.Cancelled, "case-closed"), await EndAsync(office, withdrawn, "K04"));
        Assert.Equal((ClockState.Lapsed, "lapsed"), await EndAsync(office, lapsed, "K04"));
        Assert.DoesNotContain("ClockMissed", await office.HistoryAsync(used));

        // Dismissed in time, renewed after it: too late as well.
        await office.CompleteAsync(used, "decide-objection", "Dismiss", ("reason", "职责清楚"));
        Assert.Equal("objection-too-late", (await office.TryCompleteAsync(used, "sign-for", "Object", ("reason", "仍有异议"), ("legalBasis", "三定方案")))?.Code);
    }

    [Fact]
    public async Task ReReview_OfTheAuthorityAbove_IsFollowedForThirtyDays_AHearingNotCounted()
    {
        await using var office = await Office.OpenAsync();
        var (inTime, late, heard) = (await office.ReviewedAsync(), await office.ReviewedAsync(), await office.ReviewedAsync());
        foreach (var review in new[] { inTime, late, heard })
        {
            Assert.Null((await office.RequestReReviewAsync(review, "上一级人民政府办公厅")).Refusal);
        }

        var clock = await ClockAsync(office, inTime, "K11");
        Assert.Equal((new DateOnly(2026, 4, 1), "reg-36"), (clock.DueDay, clock.Trace.Basis));
        Assert.Equal(["K11"], (await OfferAsync(office, heard))!.Choices.Single(c => c.Ground == PauseGrounds.Hearing).Clocks.Select(c => c.Code));
        await HearingAsync(office, heard);
        Assert.Equal(ClockState.Paused, (await ClockAsync(office, heard, "K11")).State);

        office.GoTo(clock.DueAt.AddMinutes(-1));
        Assert.Null((await office.RecordReReviewAsync(inTime, ReReviewOutcome.Upheld)).Refusal);
        office.GoTo(clock.DueAt.AddDays(1));
        Assert.Null((await office.RecordReReviewAsync(late, ReReviewOutcome.Upheld)).Refusal);
        Assert.Null((await office.RecordReReviewAsync(heard, ReReviewOutcome.Changed)).Refusal);

        Assert.Equal((ClockState.Met, StopEvents.ReReviewDecided), await EndAsync(office, inTime, "K11"));
        Assert.Equal((ClockState.Late, StopEvents.ReReviewDecided), await EndAsync(office, late, "K11"));
        Assert.Equal((ClockState.Met, StopEvents.ReReviewDecided), await EndAsync(office, heard, "K11"));
        Assert.Null(await OfferAsync(office, inTime));
    }

    [Fact]
    public async Task Simplified_IsOfferedWhereItsProfileIsOn_AndRunsBesideTheLegalTime()
    {
        await using var office = await Office.OpenAsync();
        var before = await office.RegisterAsync();
        await office.AcceptAsync(before);
        Assert.DoesNotContain("procedure", TaskForms.SuggestionsOf(Assert.Single(await office.OpenTasksAsync(before))).Keys);
        await office.ClassifyAsync(before, "Ordinary", Simplified);
        Assert.Empty(await ClocksAsync(office, before, "K12"));

        await SimplifyAsync(office);
        var (inTime, late, complex, again) = (await AcceptedAsync(office), await AcceptedAsync(office), await AcceptedAsync(office), await AcceptedAsync(office));
        var offered = TaskForms.SuggestionsOf(Assert.Single(await office.OpenTasksAsync(inTime)))["procedure"];
        Assert.Equal("simplified", offered.Value);
        Assert.Contains("第 1 版第 1 行", offered.Reason, StringComparison.Ordinal);
        Assert.Equal("field-required", (await office.TryCompleteAsync(inTime, "classify", "Classified", ("matterClass", "Claim"), ("category", "030405"), ("importance", "Ordinary"), Simplified[0]))?.Code);
        Assert.Equal("simplified-complex", (await office.TryCompleteAsync(inTime, "classify", "Classified", [("matterClass", "Claim"), ("category", "030405"), ("importance", "Complex"), .. Simplified]))?.Code);
        Assert.Equal("simplified-class", (await office.TryCompleteAsync(inTime, "classify", "Classified", [("matterClass", "Accusation"), ("category", "030405"), ("importance", "Ordinary"), .. Simplified]))?.Code);
        foreach (var id in new[] { inTime, late, complex, again })
        {
            await office.ClassifyAsync(id, "Ordinary", Simplified);
        }

        var (clock, legal) = (await ClockAsync(office, inTime, "K12"), await ClockAsync(office, inTime, "K05"));
        Assert.Equal((new DateOnly(2026, 3, 16), ClockStanding.Internal, new DateOnly(2026, 5, 6)), (clock.DueDay, ClockCatalogue.Shipped.Newest("K12")!.Standing, legal.DueDay));
        Assert.Contains("SimplifiedChosen", await office.HistoryAsync(inTime));
        Assert.Equal(("simplified-slip", "2026-03-16"), Said(await office.TryCompleteAsync(inTime, "assign", "Assign", await office.AssignmentAsync("environment", 15))));
        await office.CompleteAsync(again, "assign", "Reclassify", ("reason", "分类有误"));
        await office.ClassifyAsync(again);
        Assert.Equal((ClockState.Cancelled, "another-limit-applies"), await EndAsync(office, again, "K12"));
        await ToDeliveryAsync(office, inTime);
        await ToDeliveryAsync(office, late);
        await office.AssignAsync(complex, days: 14);
        await office.SignAsync(complex);
        await office.CompleteAsync(complex, "handle", "AskCoordination", ("reason", "涉及两个部门"));

        office.GoTo(clock.DueAt.AddMinutes(-1));
        await office.DeliverAsync(inTime);
        office.GoTo(clock.DueAt.AddDays(1));
        await office.DeliverAsync(late);

        Assert.Equal((ClockState.Met, StopEvents.OpinionDelivered), await EndAsync(office, inTime, "K12"));
        Assert.Equal((ClockState.Late, StopEvents.OpinionDelivered), await EndAsync(office, late, "K12"));
        Assert.Equal((ClockState.Cancelled, "another-limit-applies"), await EndAsync(office, complex, "K12"));
        Assert.True((await ClockAsync(office, complex, "K05")).IsOpen);
        Assert.Contains("SimplifiedEnded", await office.HistoryAsync(complex));
    }

    [Fact]
    public async Task Simplified_IsNotForWhatIsCollectiveRepeatedOrLate()
    {
        await using var office = await Office.OpenAsync();
        await SimplifyAsync(office);
        var (many, repeated, late) = (await AcceptedAsync(office, people: 5), await AcceptedAsync(office, new VisitRegister { TakenBy = "clerk", IsRepeatVisit = true }), await AcceptedAsync(office));
        Assert.DoesNotContain("procedure", TaskForms.SuggestionsOf(Assert.Single(await office.OpenTasksAsync(many))).Keys);
        Assert.DoesNotContain("procedure", TaskForms.SuggestionsOf(Assert.Single(await office.OpenTasksAsync(repeated))).Keys);

        office.GoTo(new DateTime(2026, 3, 16, 16, 0, 0, DateTimeKind.Utc));
        Assert.Equal(("simplified-too-late", "2026-03-16"), Said(await office.TryCompleteAsync(late, "classify", "Classified", [("matterClass", "Claim"), ("category", "030405"), ("importance", "Ordinary"), .. Simplified])));
    }

    [Fact]
    public async Task UrgentReport_IsAcknowledgedInFifteenMinutes_AndFollowedEveryFourHours_AlsoWhileTheLeaderDecides()
    {
        await using var office = await Office.OpenAsync();
        var (inTime, late) = (await office.RegisterAsync(urgent: UrgentCriteria.MassIncident), await office.RegisterAsync(urgent: UrgentCriteria.MassIncident));
        office.Service.Time.Advance(TimeSpan.FromMinutes(14));
        await office.CompleteAsync(inTime, "urgent-instruction", "Instruct", ("instruction", "立即处置"));
        office.Service.Time.Advance(TimeSpan.FromMinutes(1));
        await office.CompleteAsync(late, "urgent-instruction", "Instruct", ("instruction", "立即处置"));
        Assert.Equal((ClockState.Met, ClockState.Late), ((await EndAsync(office, inTime, "K13")).State, (await EndAsync(office, late, "K13")).State));

        office.Service.Time.Advance(TimeSpan.FromHours(3));
        await FollowUpAsync(office, inTime);
        var running = (await ClocksAsync(office, inTime, "K14"))[^1];
        Assert.Equal((ClockState.Running, office.Service.Time.UtcNow().AddHours(4)), (running.State, running.DueAt));
        Assert.Equal(running.DueAt, Assert.Single(await office.OpenTasksAsync(inTime), t => t.TaskType == "settle-urgent").DueAt);

        office.Service.Time.Advance(TimeSpan.FromHours(5));
        await office.CompleteAsync(inTime, "settle-urgent", "Continue");
        await FollowUpAsync(office, inTime);
        office.Service.Time.Advance(TimeSpan.FromHours(1));
        await office.CompleteAsync(inTime, "settle-urgent", "Settled");

        Assert.Equal(
            [(ClockState.Met, StopEvents.FollowUpReported), (ClockState.Late, StopEvents.FollowUpReported), (ClockState.Met, StopEvents.UrgentSettled)],
            (await ClocksAsync(office, inTime, "K14")).Select(c => (c.State, c.EndReason!)));
    }

    private static readonly (string, string)[] Simplified = [("procedure", "simplified"), ("procedureReason", "首次来信，事实清楚")];

    private static (string?, object?) Said(Refusal? refusal) => (refusal?.Code, refusal?.Args[0]);

    private static Task SimplifyAsync(Office office) => office.Service.DoAsync<PublishProfileTableHandler, int>(
        h => h.HandleAsync(new PublishProfileTable(0, [new ProfileRow(ClockProfiles.Simplified)], null, ActContext.System("test")), Office.Cancellation));

    private static async Task<Guid> AcceptedAsync(Office office, ChannelRegister? register = null, int people = 1)
    {
        var id = await office.RegisterAsync(register, people: people);
        await office.AcceptAsync(id);
        return id;
    }

    private static async Task<Guid> AssignedAsync(Office office)
    {
        var id = await AcceptedAsync(office);
        await office.ClassifyAsync(id);
        await office.AssignAsync(id);
        return id;
    }

    private static async Task ToDeliveryAsync(Office office, Guid id)
    {
        await office.AssignAsync(id, days: 14);
        await office.SignAsync(id);
        await office.ReportResultAsync(id);
        await office.PassAsync(id);
    }

    private static Task FollowUpAsync(Office office, Guid id) =>
        office.CompleteAsync(id, "follow-up-report", "Submit", ("facts", "现场平稳"), ("development", "人数减少"), ("measures", "已派员"));

    private static async Task PublishAsync(Office office, Guid id)
    {
        var command = new PublishResult((await office.CaseAsync(id)).Number, "夜间施工", "夜间施工噪音扰民", "已责令整改", 10, await office.PersonAsync("clerk"));
        Assert.Null((await office.Service.Runner.RunAsync<PublishResultHandler>(h => h.HandleAsync(command, Office.Cancellation), Office.Cancellation)).Refusal);
    }

    /// <summary>A clerk asks, another one decides; the case is long closed, its re-review is not.</summary>
    private static async Task HearingAsync(Office office, Guid review)
    {
        var ask = new AskForPause((await office.CaseAsync(review)).Number, PauseGrounds.Hearing, "举行听证", "听证通知", office.Service.Time.Today().AddDays(10), await office.PersonAsync("clerk"));
        Assert.Null((await office.Service.Runner.RunAsync<AskForPauseHandler>(h => h.HandleAsync(ask, Office.Cancellation), Office.Cancellation)).Refusal);
        var request = await office.Service.QueryAsync(db => db.Set<PauseRequest>().SingleAsync(r => r.PetitionId == review, Office.Cancellation));
        var decide = new DecideOnPause(request.Id, true, null, await office.PersonAsync("clerk2"));
        Assert.Null((await office.Service.Runner.RunAsync<DecideOnPauseHandler>(h => h.HandleAsync(decide, Office.Cancellation), Office.Cancellation)).Refusal);
    }

    private static async Task<PauseOffer?> OfferAsync(Office office, Guid id)
    {
        await using var scope = office.Service.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PauseLedger>().OfferAsync((await office.CaseAsync(id)).Number, await office.PersonAsync("clerk"), Office.Cancellation);
    }

    private static async Task<CaseClock> ClockAsync(Office office, Guid id, string code) => Assert.Single(await ClocksAsync(office, id, code));

    private static async Task<(ClockState State, string? Why)> EndAsync(Office office, Guid id, string code) =>
        await ClockAsync(office, id, code) is var clock ? (clock.State, clock.EndReason) : default;

    private static Task<List<CaseClock>> ClocksAsync(Office office, Guid id, string code) =>
        office.Service.QueryAsync(db => db.Set<CaseClock>().AsNoTracking().Where(c => c.PetitionId == id && c.Code == code).OrderBy(c => c.StartedAt).ThenBy(c => c.Id).ToListAsync(Office.Cancellation));
}
