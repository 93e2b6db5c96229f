using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Flows;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff.Rosters;
using PetitionWorkflow.UrgentReports;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>workflows/urgent-escalation.json</summary>
public sealed class UrgentEscalationFlowTests
{
    [Fact]
    public async Task AnUrgentCall_ReachesTheLeaderInTheSameTransaction_AndIsFollowedUntilSettled()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync(new CallRegister { TakenBy = "clerk", Rings = 2 }, UrgentCriteria.MassIncident);

        // Nothing was pumped between the flag and this: task, report and mail came with the registration itself.
        var flagged = await EventAsync(office, id, "FlaggedUrgent");
        var reported = await EventAsync(office, id, "UrgentReported");
        Assert.Equal(flagged.At, reported.At);
        Assert.Contains(await office.OpenTasksAsync(id), t => t is { TaskType: "urgent-instruction", Role: "Leader", IsUrgent: true });
        Assert.Contains(await MailsAsync(office, id), m => m is { ToAddress: "leader@office.example", IsUrgent: true });

        await office.AcceptAsync(id);
        await office.ClassifyAsync(id);
        Assert.DoesNotContain(await office.OpenTasksAsync(id), t => t.TaskType == "assign");

        await office.CompleteAsync(
            id, "urgent-instruction", "Instruct", ("instruction", "立即处置"), ("unit1", await office.UnitAsync("public-security")), ("unit2", await office.UnitAsync("housing")));
        Assert.Contains(await office.OpenTasksAsync(id), t => t.TaskType == "assign");
        Assert.Equal(2, (await MailsAsync(office, id)).Count(m => m.DedupKey.Contains("urgent-units", StringComparison.Ordinal)));
        Assert.All(await office.DutiesAsync(id), d => Assert.Equal((DutyOrigin.UrgentInstruction, DutyState.Open), (d.Origin, d.State)));
        Assert.Equal(2, (await office.DutiesAsync(id)).Count);

        await FollowUpAsync(office, id, "Continue");
        await FollowUpAsync(office, id, "Settled");
        Assert.DoesNotContain(await office.OpenTasksAsync(id), t => t.IsUrgent && t.TaskType != "assign");
        var reports = await office.Service.QueryAsync(db => db.Set<UrgentReport>().AsNoTracking().Where(r => r.PetitionId == id).ToListAsync(Office.Cancellation));
        Assert.Equal([1, 2, 3], reports.Select(r => r.Sequence).Order());
        Assert.All(reports, r => Assert.NotNull(r.SettledAt));
        Assert.Empty(await office.NeverWalkedAsync(CaseFlows.Urgent));
    }

    /// <summary>C12: whoever is on duty at that moment is told beside every leader.</summary>
    [Fact]
    public async Task AnUrgentMatter_IsToldToWhoeverIsOnDutyThen()
    {
        await using var office = await Office.OpenAsync();
        var (leader, today) = (await office.PersonAsync("leader"), office.Service.Time.Today());
        var (clerk, clerk2) = (await office.PersonAsync("clerk"), await office.PersonAsync("clerk2"));
        await office.Service.DoAsync<RosterWriter, int>(h => h.HandleAsync(
            new AddShifts(
                [
                    new ShiftEntry(today, DutyPost.Hotline, new TimeOnly(0, 0), TimeOnly.MinValue, clerk2.UserId),
                    new ShiftEntry(today.AddDays(1), DutyPost.Reception, new TimeOnly(0, 0), TimeOnly.MinValue, clerk.UserId),
                ],
                leader),
            Office.Cancellation));

        var id = await office.RegisterAsync(urgent: UrgentCriteria.MassIncident);

        Assert.Equal(["clerk2@office.example", "leader@office.example"], (await MailsAsync(office, id)).Where(m => m.IsUrgent).Select(m => m.ToAddress).Distinct().Order());
    }

    [Fact]
    public async Task Ticked_InAnyTask_RaisesItInTheTransactionThatCompletesTheTask()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);

        Assert.Equal("urgent-criterion-unknown", (await office.TryCompleteAsync(
            id, "classify", "Classified", ("matterClass", "Claim"), ("category", "030405"), ("importance", "Ordinary"), ("urgent", "true")))?.Code);
        await office.ClassifyAsync(id, "Ordinary", ("urgent", "true"), ("urgentCriterion", UrgentCriteria.ExtremeAct));

        Assert.True((await office.CaseAsync(id)).IsUrgent);
        Assert.Equal(["urgent-instruction"], (await office.OpenTasksAsync(id)).Select(t => t.TaskType));
    }

    [Fact]
    public async Task Flagged_WhileTheAssignmentIsOpen_TheAssignmentIsRefusedUntilTheLeaderInstructs()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        await office.ClassifyAsync(id);
        var clerk = await office.PersonAsync("clerk");
        var flagged = await office.Service.Runner.RunAsync<FlagUrgentHandler>(h => h.HandleAsync(new FlagUrgent(id, UrgentCriteria.Stability, clerk), Office.Cancellation), Office.Cancellation);
        Assert.False(flagged.IsRefused);

        Assert.Equal("assignment-awaits-instruction", (await office.TryCompleteAsync(id, "assign", "Assign", await office.AssignmentAsync("environment")))?.Code);
        Assert.Contains(await office.OpenTasksAsync(id), t => t.TaskType == "assign");

        await office.CompleteAsync(id, "urgent-instruction", "Instruct", ("instruction", "立即处置"));
        await office.AssignAsync(id);
        Assert.Contains(await office.OpenTasksAsync(id), t => t.TaskType == "sign-for");
    }

    [Fact]
    public async Task Corrected_KeepsItsNumberAndBothWordings_AndTheLatestIsPrinted()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync(new CallRegister { TakenBy = "clerk", Rings = 2 }, UrgentCriteria.MassIncident);
        var original = await office.Service.QueryAsync(db => db.Set<CaseDocument>().AsNoTracking().SingleAsync(d => d.PetitionId == id && d.Kind == "urgent-report", Office.Cancellation));
        var report = await office.Service.QueryAsync(db => db.Set<UrgentReport>().AsNoTracking().SingleAsync(r => r.PetitionId == id, Office.Cancellation));
        var sections = new UrgentSections("约五十人在工地门口聚集", report.Development, report.Measures);
        var wrong = (await CorrectAsync(office, original.Id, sections with { Measures = " " }, "")).Refusal!;
        Assert.Equal(["urgent-report-section-missing", "urgent-report-correction-reason"], wrong.Others.Prepend(wrong).Select(r => r.Code));
        Assert.Equal("case-not-found", (await CorrectAsync(office, original.Id, sections, "人数有误", "leader")).Refusal?.Code);
        var mails = (await MailsAsync(office, id)).Count;

        Assert.Equal(2, (await CorrectAsync(office, original.Id, sections, "人数有误")).Value);
        Assert.Equal("urgent-report-unchanged", (await CorrectAsync(office, original.Id, sections, "人数有误")).Refusal?.Code);

        var latest = await office.Service.QueryAsync(db => db.Set<CaseDocument>().AsNoTracking().SingleAsync(d => d.Id == original.Id, Office.Cancellation));
        Assert.Equal((original.Number, 2), (latest.Number, latest.Version));
        Assert.Contains("约五十人", latest.Html, StringComparison.Ordinal);
        Assert.Contains("第 2 版", latest.Html, StringComparison.Ordinal);
        var versions = await office.Service.QueryAsync(db => db.Set<DocumentVersion>().AsNoTracking().Where(v => v.DocumentId == original.Id).OrderBy(v => v.Version).ToListAsync(Office.Cancellation));
        Assert.Equal([original.Html, latest.Html], versions.Select(v => v.Html));
        Assert.Equal(new ChangedPart("basicFacts", report.Facts, sections.Facts), Assert.Single(versions[1].Changes));
        Assert.Equal((null, "人数有误"), (versions[0].Reason, versions[1].Reason));
        Assert.Contains("UrgentReportCorrected", await office.HistoryAsync(id));
        Assert.Equal(mails + 1, (await MailsAsync(office, id)).Count);
    }

    private static async Task<Result<int>> CorrectAsync(Office office, Guid document, UrgentSections sections, string reason, string by = "clerk")
    {
        var command = new CorrectUrgentReport(document, sections, reason, await office.PersonAsync(by));
        return await office.Service.Runner.RunAsync<CorrectUrgentReportHandler, int>(h => h.HandleAsync(command, Office.Cancellation), Office.Cancellation);
    }

    private static async Task FollowUpAsync(Office office, Guid id, string decision)
    {
        office.Service.Time.Advance(TimeSpan.FromHours(3));
        await office.CompleteAsync(id, "follow-up-report", "Submit", ("facts", "现场平稳"), ("development", "人数减少"), ("measures", "已派员"));
        await office.CompleteAsync(id, "settle-urgent", decision);
    }

    private static Task<CaseEvent> EventAsync(Office office, Guid id, string kind) =>
        office.Service.QueryAsync(db => db.Set<CaseEvent>().AsNoTracking().Where(e => e.PetitionId == id && e.Kind == kind).OrderBy(e => e.Id).FirstAsync(Office.Cancellation));

    private static Task<List<OutgoingMail>> MailsAsync(Office office, Guid id) =>
        office.Service.QueryAsync(db => db.Set<OutgoingMail>().AsNoTracking().Where(m => m.PetitionId == id).ToListAsync(Office.Cancellation));
}
