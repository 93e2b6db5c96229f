using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Archive;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Tasks;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>Acceptance scenarios of the office's rulebook on the ordinary way of a case.</summary>
public sealed class CaseRulesTests
{
    [Fact]
    public async Task ALetter_OnTime_LeavesItsPapersAndMetClocks()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.ToArchiveAsync(id);

        Assert.Equal(
            ["acceptance-notice", "archive-cover", "assignment-slip", "handling-notice", "opinion", "result-feedback"],
            (await office.DocumentsAsync(id)).Order(StringComparer.Ordinal));
        var clocks = await ClocksAsync(office, id);
        Assert.All(clocks.Where(c => c.Code != "K08"), c => Assert.Equal(ClockState.Met, c.State));
        Assert.Equal(ClockState.Running, Assert.Single(clocks, c => c.Code == "K08").State);
        Assert.Equal(["K01", "K02", "K03", "K04", "K05", "K07", "K08", "K15", "K16"], clocks.Select(c => c.Code).Order());
    }

    [Fact]
    public async Task ALetter_OutOfScope_GetsItsNoticeAndIsNeverAssigned()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.CompleteAsync(
            id, "preliminary-review", "OutOfScope", ("competentAuthority", "人民法院"), ("legalBasis", "《信访工作条例》第三十一条"), ("reason", "涉法涉诉"));
        await office.DeliverAsync(id, "deliver-notice");

        var closed = await office.CaseAsync(id);
        Assert.Equal(CaseOutcome.DirectedElsewhere, closed.Outcome);
        Assert.Equal(["archive-cover", "out-of-scope-notice"], (await office.DocumentsAsync(id)).Order(StringComparer.Ordinal));
        Assert.NotNull(await office.Service.QueryAsync(db => db.Set<PetitionWorkflow.Documents.CaseDocument>().Where(d => d.PetitionId == id && d.Kind == "out-of-scope-notice").Select(d => d.DeliveredAt).SingleAsync(Office.Cancellation)));
        Assert.Null(closed.OpinionDeliveredAt);
        Assert.Equal(0, await office.Service.QueryAsync(db => db.Set<Assignment>().CountAsync(a => a.PetitionId == id, Office.Cancellation)));
    }

    [Fact]
    public async Task AResultReturnedTwice_CountsTheRounds_AndNeverResetsTheLegalClock()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.ToHandlingAsync(id);
        var legal = Assert.Single(await ClocksAsync(office, id), c => c.Code == "K05").DueDay;
        for (var round = 1; round <= 2; round++)
        {
            office.Service.Time.Advance(TimeSpan.FromDays(5));
            await office.ReportResultAsync(id);
            Assert.Equal("field-required", (await office.TryCompleteAsync(id, "verify", "Rework", ("lawful", "yes"), ("solved", "no")))?.Code);
            await office.CompleteAsync(id, "verify", "Rework", ("lawful", "yes"), ("solved", "no"), ("reason", "问题未解决"));
            Assert.Equal(round, (await office.CaseAsync(id)).ReworkRounds);
            Assert.Equal(round, Assert.Single(await office.OpenTasksAsync(id)).Round);
            var rework = Assert.Single(await ClocksAsync(office, id), c => c.Code == "K17" && c.IsOpen);
            Assert.True(rework.DueDay <= legal);
            Assert.Equal(rework.DueAt, Assert.Single(await office.OpenTasksAsync(id)).DueAt);
        }

        Assert.Equal(legal, Assert.Single(await ClocksAsync(office, id), c => c.Code == "K05").DueDay);
    }

    [Fact]
    public async Task AnUnlawfulOrUselessResult_CannotPass()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.ToHandlingAsync(id);
        await office.ReportResultAsync(id);

        Assert.Equal(("verification-cannot-pass", "lawful"), Said(await office.TryCompleteAsync(id, "verify", "Pass", ("lawful", "no"), ("solved", "yes"))));
        Assert.Equal(("verification-cannot-pass", "solved"), Said(await office.TryCompleteAsync(id, "verify", "Pass", ("lawful", "yes"), ("solved", "no"))));
        Assert.Equal(TaskState.Open, Assert.Single(await office.OpenTasksAsync(id)).State);

        static (string?, string?) Said(Shared.Refusal? refusal) => (refusal?.Code, refusal?.Field);
    }

    [Fact]
    public async Task AnObjection_OnWorkingDay5AcrossNationalDay_IsInTime_AndTheDayAfterIsNot_AndAMeetingFixesTheDuties()
    {
        await using var office = await Office.OpenAsync();
        office.Service.Time.SetUtcNow(new DateTimeOffset(2026, 9, 28, 2, 0, 0, TimeSpan.Zero));
        var inTime = await AssignedAsync(office);
        var late = await AssignedAsync(office);

        // 29, 30 September, 8, 9 and the make-up Saturday 10 October are the five working days.
        office.Service.Time.SetUtcNow(new DateTimeOffset(2026, 10, 10, 2, 0, 0, TimeSpan.Zero));
        Assert.Null(await office.TryCompleteAsync(inTime, "sign-for", "Object", ("reason", "不属职责"), ("legalBasis", "三定方案")));
        office.Service.Time.SetUtcNow(new DateTimeOffset(2026, 10, 11, 2, 0, 0, TimeSpan.Zero));
        Assert.Equal("objection-too-late", (await office.TryCompleteAsync(late, "sign-for", "Object", ("reason", "不属职责"), ("legalBasis", "三定方案")))?.Code);

        await office.CompleteAsync(inTime, "decide-objection", "Coordinate", ("reason", "两局对职责有争议"));
        await office.CompleteAsync(
            inTime, "coordination-meeting", "Decided", ("heldOn", office.Today), ("attendees", "两局"), ("decisions", "环境部门主办，住建部门提供许可材料"),
            ("unit1", await office.UnitAsync("housing")), ("what1", "提供施工许可材料"), ("dueOn1", "2026-10-20"), ("unit2", await office.UnitAsync("environment")), ("what2", "夜间监测"), ("dueOn2", "2026-10-20"));
        Assert.Contains("coordination-minutes", await office.DocumentsAsync(inTime));
        Assert.Equal(["夜间监测", "提供施工许可材料"], (await office.DutiesAsync(inTime)).Select(d => d.What).Order(StringComparer.Ordinal));
        await office.AssignAsync(inTime);
        Assert.Single(await office.OpenTasksAsync(inTime), t => t.TaskType == "sign-for");
    }

    [Fact]
    public async Task AnExtension_IsPossibleWhileTheLegalTimeRuns_AndNotAfterwards()
    {
        await using var office = await Office.OpenAsync();
        var inTime = await office.RegisterAsync();
        await office.ToHandlingAsync(inTime);
        var late = await office.RegisterAsync();
        await office.ToHandlingAsync(late);
        var due = Assert.Single(await ClocksAsync(office, inTime), c => c.Code == "K05");

        office.Service.Time.SetUtcNow(new DateTimeOffset(due.DueAt.AddHours(-20)));
        await office.CompleteAsync(inTime, "handle", "AskExtension", ("reason", "情况复杂"), ("extensionDays", "30"));
        await office.CompleteAsync(inTime, "approve-extension", "Approve");
        Assert.True(Assert.Single(await ClocksAsync(office, inTime), c => c.Code == "K05").DueDay > due.DueDay);
        Assert.Contains("extension-notice", await office.DocumentsAsync(inTime));

        office.Service.Time.SetUtcNow(new DateTimeOffset(due.DueAt.AddHours(1)));
        Assert.Equal("clock-extension-too-late", (await office.TryCompleteAsync(late, "handle", "AskExtension", ("reason", "情况复杂"), ("extensionDays", "30")))?.Code);
    }

    [Fact]
    public async Task AnAccusation_IsNeverAssignedToTheAccusedUnit()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        await office.CompleteAsync(
            id, "classify", "Classified", ("matterClass", "Accusation"), ("category", "纪检监察"), ("importance", "Ordinary"), ("accusedUnit", await office.UnitAsync("environment")));

        Assert.Equal("unit-is-accused", (await office.TryCompleteAsync(id, "assign", "Assign", await office.AssignmentAsync("environment")))?.Code);
        await office.AssignAsync(id, "transport");
        Assert.Single(await office.OpenTasksAsync(id), t => t.TaskType == "sign-for");
    }

    [Fact]
    public async Task AWithdrawnCase_LeavesNoOpenTaskNoRunningFlowAndNoDuty()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        await office.ClassifyAsync(id, "Important");
        var clerk = await office.PersonAsync("clerk");
        var done = await office.Service.Runner.RunAsync<WithdrawPetitionHandler>(h => h.HandleAsync(new WithdrawPetition(id, "信访人撤回", clerk), Office.Cancellation), Office.Cancellation);

        Assert.False(done.IsRefused);
        Assert.Equal((CaseStage.Archived, CaseOutcome.Withdrawn), ((await office.CaseAsync(id)).Stage, (await office.CaseAsync(id)).Outcome!.Value));
        Assert.Empty(await office.OpenTasksAsync(id));
        Assert.Contains("TaskWithdrawn", await office.HistoryAsync(id));
        Assert.All(await ClocksAsync(office, id), c => Assert.False(c.IsOpen));
        var instances = await office.Service.QueryAsync(db => db.Set<WorkflowInstanceRow>().AsNoTracking().ToListAsync(Office.Cancellation));
        Assert.Equal(2, instances.Count);
        Assert.All(instances, i => Assert.Equal(WorkflowSubStatus.Cancelled, i.SubStatus));
        Assert.Equal(0, await office.Service.QueryAsync(db => db.Set<BookmarkRow>().CountAsync(Office.Cancellation)));
    }

    private static async Task<Guid> AssignedAsync(Office office)
    {
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        await office.ClassifyAsync(id);
        await office.AssignAsync(id);
        return id;
    }

    private static Task<List<CaseClock>> ClocksAsync(Office office, Guid id) =>
        office.Service.QueryAsync(db => db.Set<CaseClock>().AsNoTracking().Where(c => c.PetitionId == id).ToListAsync(Office.Cancellation));
}
