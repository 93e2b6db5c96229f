using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>責任事項 of the units beside the one that leads (C48).</summary>
public sealed class DutyFlowTests
{
    [Fact]
    public async Task Assign_WithAssistingUnits_TheResultPassesOnlyWhenEachHasClosedItsDuty()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        await office.ClassifyAsync(id);
        await office.CompleteAsync(
            id, "assign", "Assign",
            [.. await office.AssignmentAsync("environment"), ("assistingUnit1", await office.UnitAsync("housing")), ("assistingUnit2", await office.UnitAsync("transport"))]);
        await office.SignAsync(id);
        await office.ReportResultAsync(id);

        var duties = await office.DutiesAsync(id);
        Assert.Equal(2, duties.Count);
        Assert.All(duties, d => Assert.Equal((DutyState.Open, DutyOrigin.Assisting, "依法处理并反馈"), (d.State, d.Origin, d.What)));
        var refused = await PassAsync(office, id);
        Assert.Equal("duty-still-open", refused?.Code);
        Assert.Equal("依法处理并反馈", refused?.Args[1]);

        var (housing, transport) = (await office.PersonAsync("housing.handler"), await office.PersonAsync("transport.handler"));
        var (first, second) = (duties.Single(d => d.UnitId == housing.UnitId), duties.Single(d => d.UnitId == transport.UnitId));
        Assert.Equal("duty-of-another-unit", (await office.CloseAsync(new CloseDuty(id, first.Id, "代办", transport)))?.Code);
        Assert.Equal("field-required", (await office.CloseAsync(new CloseDuty(id, first.Id, " ", housing)))?.Code);
        Assert.Null(await office.CloseAsync(new CloseDuty(id, first.Id, "已配合核查", housing)));
        Assert.Equal("duty-closed-already", (await office.CloseAsync(new CloseDuty(id, first.Id, "再次", housing)))?.Code);
        Assert.Equal("duty-still-open", (await PassAsync(office, id))?.Code);

        Assert.Equal("case-not-for-you", (await office.WaiveAsync(new WaiveDuty(id, second.Id, "不需要", transport)))?.Code);
        Assert.Null(await office.WaiveAsync(new WaiveDuty(id, second.Id, "经协商不再需要", await office.PersonAsync("clerk"))));
        await office.PassAsync(id);
        Assert.Equal([DutyState.Done, DutyState.Waived], (await office.DutiesAsync(id)).Select(d => d.State).Order());
    }

    [Fact]
    public async Task CoordinationMeeting_ItsDecisionsBecomeDuties_AndTheUnitsAreTold()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.ToHandlingAsync(id);
        await office.CompleteAsync(id, "handle", "AskCoordination", ("reason", "涉及两个部门"));
        (string, string)[] minutes = [("heldOn", office.Today), ("attendees", "两局"), ("decisions", "分工"), ("unit1", await office.UnitAsync("housing")), ("what1", "提供施工许可材料")];

        Assert.Equal("dueOn1", (await office.TryCompleteAsync(id, "coordination-meeting", "Decided", minutes))?.Field);
        Assert.Empty(await office.DutiesAsync(id));
        await office.CompleteAsync(id, "coordination-meeting", "Decided", [.. minutes, ("dueOn1", office.Today)]);

        var duty = Assert.Single(await office.DutiesAsync(id));
        Assert.Equal((DutyOrigin.CoordinationMeeting, "提供施工许可材料"), (duty.Origin, duty.What));
        Assert.Single(await office.Service.QueryAsync(db => db.Set<OutgoingMail>().AsNoTracking().Where(m => m.PetitionId == id && m.Kind == "duty").ToListAsync(Office.Cancellation)));
        Assert.Null(await office.CloseAsync(new CloseDuty(id, duty.Id, "已提供", await office.PersonAsync("housing.handler"))));
    }

    [Fact]
    public async Task Duty_OfAMeeting_IsUrgedAfterItsDay_UntilItIsClosed()
    {
        await using var office = await Office.OpenAsync();
        var clerk = await office.PersonAsync("clerk");
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        await office.ClassifyAsync(id, "Complex");
        var today = ChinaTime.DayOf(office.Service.Time.GetUtcNow().UtcDateTime);
        var unit = Guid.Parse(await office.UnitAsync("housing"));
        Assert.Null(await HoldAsync(office, new RecordAssignmentMeeting(id, today, "三局", [new DutyLine(unit, "先行摸底", today.AddDays(2))], clerk)));
        var clock = await ClockAsync();
        Assert.Equal((today.AddDays(2), unit, true), (clock.DueDay, clock.UnitId, clock.IsOpen));

        office.Service.Time.Advance(TimeSpan.FromDays(7));
        await SweepAsync();
        await SweepAsync();
        Assert.Equal(["housing.head@office.example", "housing@units.example"], (await MailsAsync()).Where(m => m.Kind == "urge").Select(m => m.ToAddress).Order());

        Assert.Null(await office.CloseAsync(new CloseDuty(id, Assert.Single(await office.DutiesAsync(id)).Id, "已摸底", await office.PersonAsync("housing.handler"))));
        Assert.Equal((ClockState.Late, "duty-done"), ((await ClockAsync()).State, (await ClockAsync()).EndReason));

        Task<CaseClock> ClockAsync() => office.Service.QueryAsync(db => db.Set<CaseClock>().AsNoTracking().SingleAsync(c => c.PetitionId == id && c.Code == "K19", Office.Cancellation));
        Task<List<OutgoingMail>> MailsAsync() => office.Service.QueryAsync(db => db.Set<OutgoingMail>().AsNoTracking().Where(m => m.PetitionId == id && m.UnitId == unit).ToListAsync(Office.Cancellation));
        async Task SweepAsync()
        {
            await using var scope = office.Service.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ClockSweep>().RunAsync(Office.Cancellation);
        }
    }

    [Fact]
    public async Task AssignmentMeeting_OnAComplexCase_GivesDuties_AndNoneOnAnOrdinaryOne()
    {
        await using var office = await Office.OpenAsync();
        var clerk = await office.PersonAsync("clerk");
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        var today = ChinaTime.DayOf(office.Service.Time.GetUtcNow().UtcDateTime);
        var line = new DutyLine(Guid.Parse(await office.UnitAsync("housing")), "先行摸底", today.AddDays(5));
        var meeting = new RecordAssignmentMeeting(id, today, "三局", [line], clerk);
        Assert.Equal("meeting-not-for-case", (await HoldAsync(office, meeting))?.Code);

        await office.ClassifyAsync(id, "Complex");
        Assert.Equal("duty-day-past", (await HoldAsync(office, meeting with { Decisions = [line with { DueDay = today.AddDays(-1) }] }))?.Code);
        Assert.Equal("meeting-without-decision", (await HoldAsync(office, meeting with { Decisions = [] }))?.Code);

        // Time goes on while the meeting is written down.
        office.Service.Time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(1);
        Assert.Null(await HoldAsync(office, meeting));
        Assert.Contains("先行摸底", await office.Service.QueryAsync(db => db.Set<CaseDocument>().Where(d => d.PetitionId == id && d.Kind == "assignment-minutes").Select(d => d.Html).SingleAsync(Office.Cancellation)), StringComparison.Ordinal);
        Assert.Equal(DutyOrigin.AssignmentMeeting, Assert.Single(await office.DutiesAsync(id)).Origin);
        Assert.Contains(nameof(AssignmentMeetingHeld), await office.HistoryAsync(id));
    }

    private static async Task<Refusal?> HoldAsync(Office office, RecordAssignmentMeeting command) =>
        (await office.Service.Runner.RunAsync<RecordAssignmentMeetingHandler, int>(h => h.HandleAsync(command, Office.Cancellation), Office.Cancellation)).Refusal;

    private static Task<Refusal?> PassAsync(Office office, Guid id) => office.TryCompleteAsync(id, "verify", "Pass", ("lawful", "yes"), ("solved", "yes"));
}

internal static class DutySteps
{
    public static Task<List<Duty>> DutiesAsync(this Office office, Guid id) => office.Service.QueryAsync(db =>
        db.Set<Duty>().AsNoTracking().Where(d => d.PetitionId == id).OrderBy(d => d.Id).ToListAsync(Office.Cancellation));

    public static async Task<Refusal?> CloseAsync(this Office office, CloseDuty command) =>
        (await office.Service.Runner.RunAsync<CloseDutyHandler>(h => h.HandleAsync(command, Office.Cancellation), Office.Cancellation)).Refusal;

    public static async Task<Refusal?> WaiveAsync(this Office office, WaiveDuty command) =>
        (await office.Service.Runner.RunAsync<WaiveDutyHandler>(h => h.HandleAsync(command, Office.Cancellation), Office.Cancellation)).Refusal;
}
