using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Tests.Deadlines;

public sealed class CaseClockOnSqliteTests : CaseClockSuite;

public sealed class CaseClockOnPostgreSqlTests : CaseClockSuite
{
    protected override DatabaseProvider Database => DatabaseProvider.PostgreSql;
}

/// <summary>One behaviour on both databases.</summary>
public abstract class CaseClockSuite : ClockTestBase
{
    [Fact]
    public async Task StartClock_ForACase_KeepsRuleVersionDueDayAndReason()
    {
        var petition = await Office.AddCaseAsync();

        var started = await StartAsync(new StartClock(petition.Id, "K01"));

        var clock = await ClockAsync(started.Id);
        Assert.Equal((new DateOnly(2026, 3, 17), 2, ClockState.Running), (clock.DueDay, clock.RuleVersion, clock.State));
        Assert.Equal("reg-22", clock.Trace.Basis);
        Assert.False(clock.IsProvisional);
        Assert.Equal(Expected(clock, clock.DueAt)[0].At, clock.NextReminderAt);
        Assert.Contains("\"dueDay\":\"2026-03-17\"", Assert.Single(await EventsAsync<ClockStarted>()).Data);
    }

    [Fact]
    public async Task StartClock_WhenTheSameClockRuns_IsRefused_ButAnotherUnitHasItsOwn()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id, Office.Transport.Id]);
        foreach (var assignment in petition.Assignments)
        {
            await StartAsync(new StartClock(petition.Id, "K15") { UnitId = assignment.UnitId, AssignmentId = assignment.Id });
        }

        var again = new StartClock(petition.Id, "K15") { AssignmentId = petition.Assignments[0].Id };

        Assert.Equal("clock-already-running", (await RefusalOf<StartClockHandler>(h => h.HandleAsync(again, Act, Cancellation)))?.Code);
        Assert.Equal(2, await Service.QueryAsync(db => db.Set<CaseClock>().CountAsync(Cancellation)));
    }

    [Theory]
    [InlineData("K99", 0, "clock-rule-not-in-force")]
    [InlineData("K01", 1, "clock-start-in-future")]
    [InlineData("K07", 0, "clock-length-missing")]
    [InlineData("K01", -9000, "clock-rule-not-in-force")]
    public async Task StartClock_ThatCannotRun_IsRefusedAndLeavesNothing(string code, int days, string refusal)
    {
        var petition = await Office.AddCaseAsync();
        var command = new StartClock(petition.Id, code) { StartedAt = Office.Now.AddDays(days) };

        Assert.Equal(refusal, (await RefusalOf<StartClockHandler>(h => h.HandleAsync(command, Act, Cancellation)))?.Code);
        Assert.Equal(0, await Service.QueryAsync(db => db.Set<CaseClock>().CountAsync(Cancellation)));
    }

    [Fact]
    public async Task StopAndStartAgain_InOneUnitOfWork_LeavesOneOpenClock()
    {
        var petition = await Office.AddCaseAsync();
        await StartAsync(new StartClock(petition.Id, "K16"));

        var restarted = await Service.Runner.RunAsync<bool>(async services =>
        {
            var (start, stop) = (services.GetRequiredService<StartClockHandler>(), services.GetRequiredService<StopClockHandler>());
            for (var entry = 0; entry < 3; entry++)
            {
                Assert.False((await stop.HandleAsync(new StopClock(petition.Id, "K16", "progress"), Act, Cancellation)).IsRefused);
                Assert.False((await start.HandleAsync(new StartClock(petition.Id, "K16"), Act, Cancellation)).IsRefused);
            }

            return true;
        }, Cancellation);

        Assert.True(restarted.Value);
        var clocks = await Service.QueryAsync(db => db.Set<CaseClock>().ToListAsync(Cancellation));
        Assert.Equal((4, 1), (clocks.Count, clocks.Count(c => c.IsOpen)));
    }

    [Theory]
    [InlineData("2026-03-17", "23:59:59", ClockState.Met, 0)]
    [InlineData("2026-03-18", "00:00", ClockState.Late, 1)]
    public async Task StopClock_OnTheLastDayAndTheDayAfter_IsInTimeAndLate(string day, string time, ClockState state, int missed)
    {
        var petition = await Office.AddCaseAsync();
        var clock = await StartAsync(new StartClock(petition.Id, "K01"));
        GoTo(day, time);

        await Service.DoAsync<StopClockHandler, CaseClock>(h => h.HandleAsync(new StopClock(petition.Id, "K01", "assigned"), Act, Cancellation));

        var stopped = await ClockAsync(clock.Id);
        Assert.Equal((state, (DateTime?)null), (stopped.State, stopped.NextReminderAt));
        Assert.Equal(missed, (await EventsAsync<ClockMissed>()).Count);
        Assert.Contains($"\"inTime\":{(missed == 0 ? "true" : "false")}", Assert.Single(await EventsAsync<ClockStopped>()).Data);
        await SweepAsync();
        Assert.Empty(await MailsAsync());
        Assert.Equal("clock-not-running", (await RefusalOf<StopClockHandler>(h => h.HandleAsync(new StopClock(petition.Id, "K01", "assigned"), Act, Cancellation)))?.Code);
    }

    /// <summary>Scenario 10: day 30 is National Day; the request is in time until the first day after the holiday.</summary>
    [Theory]
    [InlineData("2026-10-08", "17:00", null)]
    [InlineData("2026-10-09", "00:00", "clock-right-lapsed")]
    public async Task StopClock_OfTheReviewWindow_RollsOverNationalDay(string day, string time, string? refusal)
    {
        var petition = await Office.AddCaseAsync();
        GoTo("2026-09-01");
        var window = await StartAsync(new StartClock(petition.Id, "K08"));
        GoTo(day, time);

        Assert.Equal(refusal, (await RefusalOf<StopClockHandler>(h => h.HandleAsync(new StopClock(petition.Id, "K08", "review-requested"), Act, Cancellation)))?.Code);
        Assert.Equal(refusal is null ? ClockState.Met : ClockState.Running, (await ClockAsync(window.Id)).State);
    }

    [Fact]
    public async Task Sweep_WhenTheReviewWindowEnds_LapsesTheRight_AndALetterReceivedInTimeStillCounts()
    {
        var petition = await Office.AddCaseAsync();
        GoTo("2026-09-01");
        var window = await StartAsync(new StartClock(petition.Id, "K08"));
        GoTo("2026-10-09", "00:00");

        await SweepAsync();

        Assert.Equal(ClockState.Lapsed, (await ClockAsync(window.Id)).State);
        Assert.Single(await EventsAsync<ClockLapsed>());
        Assert.Empty(await EventsAsync<ClockMissed>());
        Assert.Empty(await MailsAsync());
        var late = new StopClock(petition.Id, "K08", "review-requested");
        Assert.Equal("clock-right-lapsed", (await RefusalOf<StopClockHandler>(h => h.HandleAsync(late, Act, Cancellation)))?.Code);
        Assert.Null(await RefusalOf<StopClockHandler>(h => h.HandleAsync(late with { At = Clocks.At("2026-10-08") }, Act, Cancellation)));
        Assert.Equal(ClockState.Met, (await ClockAsync(window.Id)).State);
    }

    /// <summary>Scenario 9: an extension is granted on day 59, and refused on day 61.</summary>
    [Fact]
    public async Task ExtendClock_BeforeTheEnd_MovesDueDayTasksAndLadder()
    {
        var clock = await StartHandlingAsync();
        var petition = await Service.QueryAsync(db => db.Set<Petition>().SingleAsync(Cancellation));
        var task = await Office.AddTaskAsync(petition, unit: Office.Housing.Id, due: clock.DueAt);
        var other = await Office.AddTaskAsync(petition, unit: Office.Housing.Id, due: clock.DueAt.AddDays(-1));
        GoTo("2026-04-30");
        await SweepAsync();

        var extended = await Service.DoAsync<ExtendClockHandler, CaseClock>(h => h.HandleAsync(Extension(clock, 30), Act with { Reason = "Expert opinion outstanding" }, Cancellation));

        Assert.Equal(new DateOnly(2026, 6, 1), extended.DueDay); // day 90 is Sunday, 31 May
        Assert.Equal(extended.DueAt, (await Office.TaskAsync(task.Id)).DueAt);
        Assert.Equal(other.DueAt, (await Office.TaskAsync(other.Id)).DueAt);
        Assert.Contains("Expert opinion", Assert.Single(await EventsAsync<ClockExtended>()).Reason);
        GoTo("2026-06-01", "09:30");
        await SweepAsync();
        var ledger = await LedgerAsync(clock.Id);
        Assert.Contains(ledger, r => r is { Stage: "before-1", Fate: ReminderFate.Sent } && r.DueDay == extended.DueDay);
        Assert.Contains(ledger, r => r is { Stage: "before-1", Fate: ReminderFate.Sent } && r.DueDay == clock.DueDay);
        Assert.DoesNotContain(ledger, r => r.Kind == StageKind.Missed);
        Assert.Equal("clock-already-extended", await ExtendAsync(clock, 5, "again"));
    }

    [Fact]
    public async Task ExtendClock_TooLateTooLongOrWithoutReason_IsRefused()
    {
        var clock = await StartHandlingAsync();
        var petition = await Office.AddCaseAsync();
        await StartAsync(new StartClock(petition.Id, "K01"));

        Assert.Equal("clock-extension-out-of-range", await ExtendAsync(clock, 31, "complex"));
        Assert.Equal("clock-extension-out-of-range", await ExtendAsync(clock, 0, "complex"));
        Assert.Equal("clock-extension-needs-reason", await ExtendAsync(clock, 30, " "));
        Assert.Equal("clock-not-extensible", (await RefusalOf<ExtendClockHandler>(
            h => h.HandleAsync(new ExtendClock(petition.Id, "K01", 5, Office.HousingHead.UserId), Act with { Reason = "x" }, Cancellation)))?.Code);
        GoTo("2026-05-07", "00:00");
        Assert.Equal("clock-extension-too-late", await ExtendAsync(clock, 30, "complex"));
        Assert.Empty(await EventsAsync<ClockExtended>());
        Assert.Equal(clock.DueDay, (await ClockAsync(clock.Id)).DueDay);
    }

    [Fact]
    public async Task PauseAndResume_ForAHearing_LeaveItsDaysOut()
    {
        var petition = await Office.AddCaseAsync();
        var clock = await StartAsync(new StartClock(petition.Id, "K11"));
        GoTo("2026-03-10");
        await Service.DoAsync<PauseClockHandler, CaseClock>(h => h.HandleAsync(new PauseClock(petition.Id, "K11", "hearing"), Act, Cancellation));
        Assert.Equal((ClockState.Paused, (DateTime?)null), ((await ClockAsync(clock.Id)).State, (await ClockAsync(clock.Id)).NextReminderAt));
        GoTo("2026-03-20");
        await SweepAsync();

        var resumed = await Service.DoAsync<ResumeClockHandler, CaseClock>(h => h.HandleAsync(new ResumeClock(petition.Id, "K11"), Act, Cancellation));

        Assert.Equal(clock.Trace.LastCountedDay.AddDays(10), resumed.Trace.LastCountedDay);
        Assert.Empty(await MailsAsync());
        Assert.NotNull(resumed.NextReminderAt);
        Assert.Equal("clock-not-paused", (await RefusalOf<ResumeClockHandler>(h => h.HandleAsync(new ResumeClock(petition.Id, "K11"), Act, Cancellation)))?.Code);
        Assert.Equal("clock-pause-ground-unknown", (await RefusalOf<PauseClockHandler>(
            h => h.HandleAsync(new PauseClock(petition.Id, "K11", "holiday"), Act, Cancellation)))?.Code);
    }

    [Fact]
    public async Task PetitionClosed_EndsEveryDuty_ButNotThePetitionersRight()
    {
        var petition = await Office.AddCaseAsync();
        var handling = await StartAsync(new StartClock(petition.Id, "K05"));
        var signFor = await StartAsync(new StartClock(petition.Id, "K15"));
        var window = await StartAsync(new StartClock(petition.Id, "K08"));
        GoTo("2026-03-10");

        await Service.Runner.RunAsync<UnitOfWork>(work =>
        {
            work.Raise(petition.Id, new PetitionClosed(CaseOutcome.Resolved), Act);
            return Task.FromResult(Result.Done);
        }, Cancellation);

        Assert.Equal(ClockState.Cancelled, (await ClockAsync(handling.Id)).State);
        Assert.Equal(ClockState.Late, (await ClockAsync(signFor.Id)).State);
        Assert.Equal(ClockState.Running, (await ClockAsync(window.Id)).State);
    }

    [Fact]
    public async Task ProgressRecorded_ByTheSilentUnit_BeginsTheDaysOfSilenceAnew()
    {
        var (petition, assignment) = await HandledCaseAsync();
        await StartAsync(new StartClock(petition.Id, "K16") { UnitId = assignment.UnitId, AssignmentId = assignment.Id });
        GoTo("2026-03-09");
        await RecordAsync(Office.Clerk);
        Assert.Empty(await EventsAsync<ClockStopped>());

        await RecordAsync(Office.HousingHandler);

        var clocks = await Service.QueryAsync(db => db.Set<CaseClock>().OrderBy(c => c.StartedAt).ToListAsync(Cancellation));
        Assert.Equal([ClockState.Met, ClockState.Running], clocks.Select(c => c.State));
        Assert.Equal(new DateOnly(2026, 3, 19), clocks[1].DueDay);

        async Task RecordAsync(Viewer by) => Assert.False((await Service.Runner.RunAsync<RecordProgressHandler>(
            h => h.HandleAsync(new RecordProgress(petition.Id, "Inspected the site.", false, by), Cancellation), Cancellation)).IsRefused);
    }

    [Fact]
    public async Task ClockReader_ShowsAUnitOnlyTheClocksThatBindItAndThePetitionersRights()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id, Office.Transport.Id]);
        await StartAsync(new StartClock(petition.Id, "K01"));
        await StartAsync(new StartClock(petition.Id, "K05"));
        await StartAsync(new StartClock(petition.Id, "K08"));
        foreach (var assignment in petition.Assignments)
        {
            await StartAsync(new StartClock(petition.Id, "K15") { UnitId = assignment.UnitId, AssignmentId = assignment.Id });
        }

        Assert.Equal(["K15", "K15", "K01", "K08", "K05"], await CodesAsync(Office.Clerk));
        Assert.Equal(["K15", "K08", "K05"], await CodesAsync(Office.HousingHandler));
        Assert.Equal(["K15", "K08"], await CodesAsync(Office.TransportHandler));
        Assert.Empty(await CodesAsync(new Viewer(Guid.NewGuid(), "Stranger", new HashSet<string> { Roles.Handler }, Guid.NewGuid())));

        async Task<IEnumerable<string>> CodesAsync(Viewer viewer)
        {
            await using var scope = Service.Services.CreateAsyncScope();
            return (await scope.ServiceProvider.GetRequiredService<ClockReader>().OfCaseAsync(petition.Id, viewer, Cancellation)).Select(c => c.Clock.Code);
        }
    }

    [Fact]
    public void Texts_HaveASentenceForEveryEventOfAClock()
    {
        var texts = Texts.Load(typeof(Texts).Assembly);
        var kinds = typeof(ClockEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ClockEvent))).Select(t => t.Name).ToList();

        Assert.Equal(11, kinds.Count);
        Assert.All(kinds, kind => Assert.True(texts.Has("Event." + kind), kind));
    }

    private static ExtendClock Extension(CaseClock clock, int days) => new(clock.PetitionId, "K05", days, Guid.NewGuid()) { AssignmentId = clock.AssignmentId };

    private async Task<string?> ExtendAsync(CaseClock clock, int days, string reason) =>
        (await RefusalOf<ExtendClockHandler>(h => h.HandleAsync(Extension(clock, days), Act with { Reason = reason }, Cancellation)))?.Code;
}
