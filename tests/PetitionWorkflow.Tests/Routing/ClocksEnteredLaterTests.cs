using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Deadlines.Profiles;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>What happened counts as of when it happened, and nobody is blamed for what the office wrote down late, moved or paused.</summary>
public sealed class ClocksEnteredLaterTests
{
    private static readonly ActContext System = ActContext.System("test");

    [Fact]
    public async Task AnOpinion_DeliveredOnTheLastDay_IsInTime_AlsoWhenTheClerkEntersItTheDayAfter()
    {
        await using var office = await Office.OpenAsync();
        var (inTime, late) = (await office.RegisterAsync(), await office.RegisterAsync());
        foreach (var id in new[] { inTime, late })
        {
            await office.ToHandlingAsync(id);
            await office.ReportResultAsync(id);
            await office.PassAsync(id);
        }

        var clock = await ClockAsync(office, inTime, "K05");
        office.GoTo(clock.DueAt.AddHours(10));
        await DeliverAsync(office, inTime, clock.DueDay);
        await DeliverAsync(office, late, clock.DueDay.AddDays(1));

        Assert.Equal((ClockState.Met, StopEvents.OpinionDelivered), await EndAsync(office, inTime, "K05"));
        Assert.DoesNotContain(nameof(ClockMissed), await office.HistoryAsync(inTime));
        Assert.Equal((ClockState.Late, StopEvents.OpinionDelivered), await EndAsync(office, late, "K05"));
    }

    [Fact]
    public async Task TheSimplifiedTime_ThatIsGivenUpDuringItsPause_IsNoBreach()
    {
        await using var office = await Office.OpenAsync();
        await office.Service.DoAsync<PublishProfileTableHandler, int>(
            h => h.HandleAsync(new PublishProfileTable(0, [new ProfileRow(ClockProfiles.Simplified)], null, System), Office.Cancellation));
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        await office.ClassifyAsync(id, "Ordinary", ("procedure", "simplified"), ("procedureReason", "首次来信，事实清楚"));
        await office.AssignAsync(id, days: 5);
        await office.SignAsync(id);
        var clock = await ClockAsync(office, id, "K12");
        await PauseAsync(office, id, clock);

        office.GoTo(clock.DueAt.AddDays(4));
        await office.CompleteAsync(id, "handle", "AskCoordination", ("reason", "涉及两个部门"));

        Assert.Equal((ClockState.Cancelled, "another-limit-applies"), await EndAsync(office, id, "K12"));
        Assert.DoesNotContain(nameof(ClockMissed), await office.HistoryAsync(id));
    }

    [Fact]
    public async Task WhoWasToldOfAMerger_IsOwedNoSecondNotice_WhenTheRegisterIsCorrected()
    {
        await using var office = await Office.OpenAsync();
        var main = await office.RegisterAsync();
        var id = await office.MergedIntoAsync(main, 1);
        Assert.Equal((ClockState.Met, StopEvents.NoticeDelivered), await EndAsync(office, id, "K02"));

        office.Service.Time.Advance(TimeSpan.FromDays(30));
        var petition = await office.CaseAsync(id);
        var entry = new RegisterEntry
        {
            Register = ChannelRegister.Of(petition), Subject = petition.Subject, Text = petition.Text, ReceivedAt = petition.ReceivedAt,
            Petitioner = new Petitioner { Name = petition.Petitioner.Name, Gender = petition.Petitioner.Gender, Phone = "13911112222", Address = petition.Petitioner.Address },
        };
        var change = new ChangeRegister(id, petition.Version, entry, true, (await office.PersonAsync("clerk")).Act("更正电话"));
        await office.Service.DoAsync<ChangeRegisterHandler, int>(h => h.HandleAsync(change, Office.Cancellation));

        Assert.Equal((ClockState.Met, StopEvents.NoticeDelivered), await EndAsync(office, id, "K02"));
    }

    [Fact]
    public async Task ASignOfLife_DuringAPause_LeavesThePauseAsItIs()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.ToHandlingAsync(id);
        await PauseAsync(office, id, await ClockAsync(office, id, "K16"));
        office.Service.Time.Advance(TimeSpan.FromDays(5));

        Assert.Null(await office.RecordContactAsync(id, new DateOnly(2026, 3, 6), "已电话联系"));

        Assert.Equal(ClockState.Paused, (await ClockAsync(office, id, "K16")).State);
    }

    /// <summary>An office may take away what ends the clock of silence; the result can be returned to the unit all the same.</summary>
    [Fact]
    public async Task Rework_WithAClockOfTheUnitThatStillRuns_GoesOnWithIt()
    {
        await using var office = await Office.OpenAsync();
        var (rule, ladder) = (ClockCatalogue.Shipped.Newest("K16")!, ClockCatalogue.Shipped.LadderOf(ClockCatalogue.Shipped.Newest("K16")!));
        var from = office.Service.Time.Today().AddDays(1);
        var draft = ClockDraft.Of(rule, ladder, from) with { Stops = [.. rule.Stops.Except([StopEvents.FeedbackReceived])] };
        Assert.Null((await office.Service.Runner.RunAsync<PublishClockRuleHandler, int>(
            h => h.HandleAsync(new PublishClockRule("K16", rule.Version, draft, null, System), Office.Cancellation), Office.Cancellation)).Refusal);
        office.Service.Time.Advance(TimeSpan.FromDays(2));
        var id = await office.RegisterAsync();
        await office.ToHandlingAsync(id);
        await office.ReportResultAsync(id, ("contactOn", office.Today));

        await office.CompleteAsync(id, "verify", "Rework", ("lawful", "yes"), ("solved", "no"), ("reason", "问题未解决"));

        Assert.Equal(ClockState.Running, (await ClockAsync(office, id, "K16")).State);
        Assert.Contains("handle", (await office.OpenTasksAsync(id)).Select(t => t.TaskType));
    }

    private static Task DeliverAsync(Office office, Guid id, DateOnly day) => office.CompleteAsync(
        id, "deliver", "Delivered", ("method", "mail"), ("deliveredOn", day.ToString("yyyy-MM-dd", global::System.Globalization.CultureInfo.InvariantCulture)), ("proof", "挂号回执"));

    private static Task PauseAsync(Office office, Guid id, CaseClock clock) => office.Service.DoAsync<PauseClockHandler, CaseClock>(
        h => h.HandleAsync(new PauseClock(id, clock.Code, "appraisal") { AssignmentId = clock.AssignmentId }, System, Office.Cancellation));

    private static async Task<(ClockState State, string? Why)> EndAsync(Office office, Guid id, string code) =>
        await ClockAsync(office, id, code) is var clock ? (clock.State, clock.EndReason) : default;

    private static async Task<CaseClock> ClockAsync(Office office, Guid id, string code) => Assert.Single(await office.Service.QueryAsync(db =>
        db.Set<CaseClock>().AsNoTracking().Where(c => c.PetitionId == id && c.Code == code).ToListAsync(Office.Cancellation)));
}
