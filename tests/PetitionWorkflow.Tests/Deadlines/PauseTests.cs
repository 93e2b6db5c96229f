using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Deadlines.Pauses;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Deadlines;

public sealed class PauseOnSqliteTests : PauseSuite;

public sealed class PauseOnPostgreSqlTests : PauseSuite
{
    protected override DatabaseProvider Database => DatabaseProvider.PostgreSql;
}

/// <summary>A unit asks for a pause, a clerk decides, clocks whose rule names the ground stand still and are silent, and run on by themselves.</summary>
public abstract class PauseSuite : ClockTestBase
{
    private const string Ground = PauseGrounds.Appraisal;

    [Fact]
    public async Task Pause_AskedForByTheUnitAndApproved_StopsTheClocksThatNameTheGround_AndTheDueDayMovesByItsDays()
    {
        var (petition, silence, handling) = await RunningAsync();
        Assert.Null(await AskAsync(petition, Office.HousingHandler));
        Assert.Equal(["test-clerk-1@office.test", "test-clerk-2@office.test"], (await MailsAsync()).Where(m => m.Kind == "pause-asked").Select(m => m.ToAddress).Order(StringComparer.Ordinal));
        Assert.Equal("pause-asked-already", await AskAsync(petition, Office.HousingHead));

        var request = await RequestAsync();
        Assert.Equal("pause-not-found", await DecideAsync(request, true, null, Office.TransportHandler));
        Assert.Equal("pause-decided-by-another-clerk", await DecideAsync(request, true, null, Office.HousingHead));
        Assert.Equal("field-required", await DecideAsync(request, false, " ", Office.Clerk));
        Assert.Null(await DecideAsync(request, true, null, Office.Clerk));
        Assert.Equal("pause-decided-already", await DecideAsync(request, false, "不", Office.OtherClerk));

        Assert.Equal((ClockState.Paused, (DateTime?)null), ((await ClockAsync(silence.Id)).State, (await ClockAsync(silence.Id)).NextReminderAt));
        Assert.Equal(ClockState.Running, (await ClockAsync(handling.Id)).State);
        GoTo("2026-03-10");
        await SweepAsync();
        Assert.Empty(await LedgerAsync(silence.Id));

        GoTo("2026-03-12");
        Assert.Equal("pause-not-found", await EndAsync(request, "鉴定结束", Office.TransportHandler));
        Assert.Equal("field-required", await EndAsync(request, "", Office.HousingHandler));
        Assert.Null(await EndAsync(request, "鉴定结束", Office.HousingHandler));
        var after = await ClockAsync(silence.Id);
        Assert.Equal((ClockState.Running, new DateOnly(2026, 3, 23)), (after.State, after.DueDay)); // 3 to 11 March do not count; the 21st is a Saturday
        Assert.Equal(9, after.Trace.NotCounted.Count(d => d is { Why: PassedBecause.Pause, Ground: Ground }));
        Assert.Contains(Texts.Load(typeof(Texts).Assembly).In("en").Explain(after.Trace, after.DueDay), line => line.Contains("Appraisal or test 2026-03-03", StringComparison.Ordinal));
        Assert.Equal(["PauseAsked", "PauseDecided", "PauseEnded"], (await Service.QueryAsync(db => db.Set<CaseEvent>().Where(e => e.Kind.StartsWith("Pause")).OrderBy(e => e.Id).ToListAsync(Cancellation))).Select(e => e.Kind));
        Assert.Equal("pause-not-yours-to-end", await EndAsync(request, "再次", Office.HousingHandler));
        Assert.DoesNotContain(await MailsAsync(), m => (m.TextBody + m.Subject).Contains("委托", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pause_ThatNobodyEnds_EndsAfterItsLastDay_HoweverLateItIsLookedAt()
    {
        var (petition, silence, _) = await RunningAsync();
        Assert.Null(await AskAsync(petition, Office.HousingHandler, lastDay: new DateOnly(2026, 3, 6)));
        Assert.Null(await DecideAsync(await RequestAsync(), true, "同意", Office.Clerk));

        GoTo("2026-03-06");
        await EndOverdueAsync();
        Assert.Equal(ClockState.Paused, (await ClockAsync(silence.Id)).State);
        GoTo("2026-03-09");
        await Task.WhenAll(EndOverdueAsync(), EndOverdueAsync());

        var after = await ClockAsync(silence.Id);
        Assert.Equal((ClockState.Running, silence.DueDay.AddDays(4)), (after.State, after.DueDay)); // 3 to 6 March
        Assert.Single(await EventsAsync<PauseEnded>());
        Assert.Equal((PauseState.Ended, "last-day-over"), ((await RequestAsync()).State, (await RequestAsync()).EndReason));
    }

    [Fact]
    public async Task Pause_OnAGroundThatNoClockNames_IsRefused_UntilAnAdministratorCitesTheRule()
    {
        GoTo("2026-03-02");
        var (petition, assignment) = await HandledCaseAsync();
        await StartAsync(new StartClock(petition.Id, "K07") { UnitId = assignment.UnitId, AssignmentId = assignment.Id, StatedDay = new DateOnly(2026, 4, 1) });
        Assert.Equal("pause-stops-nothing", await AskAsync(petition, Office.HousingHandler));

        var before = ClockCatalogue.Shipped.Newest("K07")!;
        var draft = ClockDraft.Of(before, ClockCatalogue.Shipped.LadderOf(before), new DateOnly(2026, 3, 9)) with { PauseGrounds = [Ground] };
        Assert.Equal("clock-rule-pause-without-law", await PublishAsync(before, draft));
        Assert.Equal("clock-rule-basis", await PublishAsync(before, draft with { PauseGrounds = ["holiday"], PauseBases = [new PauseBasis("holiday", "x")] }));
        Assert.Null(await PublishAsync(before, draft with { PauseBases = [new PauseBasis(Ground, "省信访事项办理规定第二十条")] }));
        Assert.Equal("pause-stops-nothing", await AskAsync(petition, Office.HousingHandler)); // it keeps its version

        GoTo("2026-03-09");
        var (later, theirs) = await HandledCaseAsync();
        var clock = await StartAsync(new StartClock(later.Id, "K07") { UnitId = theirs.UnitId, AssignmentId = theirs.Id, StatedDay = new DateOnly(2026, 4, 1) });
        Assert.Null(await AskAsync(later, Office.HousingHandler));
        Assert.Null(await DecideAsync(await RequestAsync(), true, null, Office.Clerk));
        Assert.Equal(ClockState.Paused, (await ClockAsync(clock.Id)).State);
    }

    [Fact]
    public async Task Pause_IsAskedForByWhoHasTheCase_WithEverythingFilledIn()
    {
        var (petition, _, _) = await RunningAsync();
        Assert.Equal("case-not-found", await AskAsync(petition, Office.TransportHandler));
        Assert.Equal("case-not-for-you", await AskAsync(petition, Office.Auditor));
        Assert.Equal("case-not-for-you", await AskAsync(petition, Office.Leader));
        var empty = await Service.Runner.RunAsync<AskForPauseHandler>(h => h.HandleAsync(new AskForPause(petition.Number, null, " ", new string('字', 1001), new DateOnly(2026, 3, 2), Office.HousingHandler), Cancellation), Cancellation);
        Assert.Equal(
            [("Ground", "field-required"), ("Reason", "field-required"), ("Evidence", "field-too-long"), ("LastDay", "pause-days")], empty.Refusal!.All.Select(r => (r.Field!, r.Code)));
        Assert.Equal("field-not-an-option", await AskAsync(petition, Office.HousingHandler, "holiday"));
        Assert.Equal("pause-days", await AskAsync(petition, Office.HousingHandler, lastDay: new DateOnly(2026, 6, 1)));

        // A clerk asks for all clocks of the case; another one decides.
        Assert.Null(await AskAsync(petition, Office.Clerk));
        Assert.Equal("pause-decided-by-another-clerk", await DecideAsync(await RequestAsync(), true, null, Office.Clerk));
        Assert.Null(await DecideAsync(await RequestAsync(), false, "事由不成立", Office.OtherClerk));
        Assert.Equal(PauseState.Refused, (await RequestAsync()).State);
        Assert.Equal(["test-clerk-1@office.test", "test-clerk-2@office.test"], (await MailsAsync()).Where(m => m.Kind == "pause-decided").Select(m => m.ToAddress).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AClockThatIsDoneWhileItStandsStill_IsInTime()
    {
        var (petition, silence, _) = await RunningAsync();
        Assert.Null(await AskAsync(petition, Office.HousingHandler, lastDay: new DateOnly(2026, 4, 20)));
        Assert.Null(await DecideAsync(await RequestAsync(), true, null, Office.Clerk));

        GoTo("2026-04-10");
        await Service.DoAsync<StopClockHandler, CaseClock>(h => h.HandleAsync(new StopClock(petition.Id, "K16", StopEvents.FeedbackReceived) { AssignmentId = silence.AssignmentId }, Act, Cancellation));

        Assert.Equal(ClockState.Met, (await ClockAsync(silence.Id)).State);
    }

    /// <summary>K16 of the housing unit, 10 days from 2 March, and K05 beside it.</summary>
    private async Task<(Petition Petition, CaseClock Silence, CaseClock Handling)> RunningAsync()
    {
        GoTo("2026-03-02");
        var (petition, assignment) = await HandledCaseAsync();
        var silence = await StartAsync(new StartClock(petition.Id, "K16") { UnitId = assignment.UnitId, AssignmentId = assignment.Id });
        var handling = await StartAsync(new StartClock(petition.Id, "K05"));
        return (petition, silence, handling);
    }

    private async Task<string?> AskAsync(Petition petition, Viewer by, string ground = Ground, DateOnly? lastDay = null) => (await Service.Runner.RunAsync<AskForPauseHandler>(
        h => h.HandleAsync(new AskForPause(petition.Number, ground, "委托鉴定房屋质量", "鉴定委托书 2026-03-01", lastDay ?? ChinaTime.DayOf(Office.Now).AddDays(30), by), Cancellation), Cancellation)).Refusal?.Code;

    private async Task<string?> DecideAsync(PauseRequest request, bool approve, string? reason, Viewer by) =>
        (await Service.Runner.RunAsync<DecideOnPauseHandler>(h => h.HandleAsync(new DecideOnPause(request.Id, approve, reason, by), Cancellation), Cancellation)).Refusal?.Code;

    private async Task<string?> EndAsync(PauseRequest request, string reason, Viewer by) =>
        (await Service.Runner.RunAsync<EndPauseHandler>(h => h.HandleAsync(new EndPause(request.Id, reason, by), Cancellation), Cancellation)).Refusal?.Code;

    private async Task EndOverdueAsync()
    {
        await using var scope = Service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<EndPauses>().RunAsync(Cancellation);
    }

    private async Task<string?> PublishAsync(ClockRule before, ClockDraft draft) =>
        (await Service.Runner.RunAsync<PublishClockRuleHandler, int>(h => h.HandleAsync(new PublishClockRule(before.Code, before.Version, draft, null, Act), Cancellation), Cancellation)).Refusal?.Code;

    private Task<PauseRequest> RequestAsync() => Service.QueryAsync(db => db.Set<PauseRequest>().AsNoTracking().OrderByDescending(r => r.AskedAt).FirstAsync(Cancellation));
}
