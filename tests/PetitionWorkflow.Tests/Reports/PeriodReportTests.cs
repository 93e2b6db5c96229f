using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reports;
using PetitionWorkflow.Reports.Periodic;
using PetitionWorkflow.Reports.Ranking;
using PetitionWorkflow.Reports.Suggestions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Tests.Routing;

namespace PetitionWorkflow.Tests.Reports;

/// <summary>Scenario 14 (C61-C68): the month report from its draft over the leader's return to the copies that everybody may have.</summary>
public sealed class PeriodReportTests
{
    private static readonly ReportWords Words = new("本月总体平稳。", "夜间施工噪声集中。", "下月预计持平。", "建议加强夜间巡查。");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MonthReport_IsReturnedApprovedAndSentOut_AndUnitsReadARedactedCopy()
    {
        await using var office = await Office.OpenAsync();
        var number = await MonthOfWorkAsync(office);
        Assert.Equal("report-period-not-over", (await DraftAsync(office))?.Code);
        office.Service.Time.Advance(TimeSpan.FromDays(31));
        Assert.Null(await DraftAsync(office));
        Assert.Equal("report-exists", (await DraftAsync(office))?.Code);

        // What happens now is no longer in the numbers.
        await RateAsync(office, number.Id, Satisfaction.Dissatisfied);
        Assert.Equal("report-section-empty", (await WriteAsync(office, Words with { Forecast = " " }, submit: true))?.Code);
        Assert.Equal("report-not-submitted", (await DecideAsync(office, approve: true, submission: 0))?.Code);
        Assert.Null(await WriteAsync(office, Words, submit: true));
        Assert.Equal("report-not-writable", (await WriteAsync(office, Words, submit: false))?.Code);
        Assert.Equal("reason-required", (await DecideAsync(office, approve: false, submission: 1))?.Code);
        Assert.Null(await DecideAsync(office, approve: false, submission: 1, words: "请补充重点事项分析"));
        Assert.Empty(await MailsAsync(office));

        var names = $"{number.Number} 的来信人（13800000000，某街道）反映最多。";
        Assert.Null(await WriteAsync(office, Words with { KeyProblems = names }, submit: true));
        Assert.Equal("report-read-again", (await DecideAsync(office, approve: true, submission: 1))?.Code);
        Assert.Null(await DecideAsync(office, approve: true, submission: 2));

        await AssertSentAsync(office);
        await AssertCopiesAsync(office, names);
        var report = (await ReadAsync(office, "leader"))!.Whole!;
        Assert.Equal(
            [
                ReportAct.Drafted, ReportAct.Written, ReportAct.Submitted, ReportAct.Returned, ReportAct.Written, ReportAct.Submitted, ReportAct.Approved, ReportAct.Distributed,
            ],
            report.Steps.OrderBy(s => s.Id).Select(s => s.What));
        Assert.Equal("请补充重点事项分析", report.Steps.Single(s => s.What == ReportAct.Returned).Words);
    }

    [Fact]
    public async Task Draft_IsThereForTheOfficeOnly_AndNobodyElseWritesOrDecides()
    {
        await using var office = await Office.OpenAsync();
        office.Service.Time.Advance(TimeSpan.FromDays(31));
        Assert.Equal("report-not-allowed", (await DraftAsync(office, "leader"))?.Code);
        Assert.Equal("report-not-allowed", (await DraftAsync(office, "housing.head"))?.Code);
        Assert.Null(await DraftAsync(office));
        Assert.Null(await WriteAsync(office, Words, submit: true));
        Assert.Equal("report-not-allowed", (await DecideAsync(office, approve: true, submission: 1, by: "clerk"))?.Code);

        Assert.NotNull(await ReadAsync(office, "auditor"));
        Assert.Null(await ReadAsync(office, "housing.head"));
        Assert.Null(await ReadAsync(office, "housing.handler"));
        Assert.Null((await ReadAsync(office, "leader"))!.Figures.Rates.Single(r => r.Indicator == Indicator.OnTime).Share.Percent);
    }

    [Fact]
    public async Task Draft_OfTheMonthThatEnded_IsBegunByItselfOnce()
    {
        await using var office = await Office.OpenAsync();
        await HeartbeatAsync(office);
        await office.RegisterAsync();
        await HeartbeatAsync(office);
        Assert.Null(await ReadAsync(office, "clerk"));

        office.Service.Time.Advance(TimeSpan.FromDays(31));
        await HeartbeatAsync(office);
        await HeartbeatAsync(office);
        var report = (await ReadAsync(office, "clerk"))!.Whole!;
        Assert.Equal((ReportState.Draft, 1, "system:reports"), (report.State, report.Figures.Received, Assert.Single(report.Steps).ActorName));
    }

    [Fact]
    public async Task Suggestion_IsTrackedUntilItIsAdopted_AndTheReportSaysSo()
    {
        await using var office = await Office.OpenAsync();
        var resolved = await SuggestedAsync(office, "请街道加强巡查");
        var open = await SuggestedAsync(office, "请公开审批流程");
        Assert.Equal("report-not-allowed", await DecideSuggestionAsync(office, resolved, Adoption.Adopted, null, "subdistrict.head"));
        Assert.Null(await DecideSuggestionAsync(office, resolved, Adoption.UnderStudy, null, "clerk"));
        Assert.Equal("suggestion-needs-reason", await DecideSuggestionAsync(office, resolved, Adoption.NotAdopted, " ", "leader"));
        Assert.Null(await DecideSuggestionAsync(office, resolved, Adoption.Adopted, "已列入巡查计划", "leader"));
        Assert.Equal("suggestion-unchanged", await DecideSuggestionAsync(office, resolved, Adoption.Adopted, "已列入巡查计划", "leader"));

        await using var scope = office.Service.Services.CreateAsyncScope();
        var list = scope.ServiceProvider.GetRequiredService<SuggestionList>();
        Assert.Empty(await list.OfAsync(await office.PersonAsync("subdistrict.head"), Cancellation));
        var listed = (await list.OfAsync(await office.PersonAsync("auditor"), Cancellation)).ToDictionary(s => s.Case);
        Assert.Empty(listed[open.Number].Decisions);
        var leader = (await office.PersonAsync("leader")).DisplayName;
        Assert.Equal(
            [(Adoption.Adopted, "已列入巡查计划", leader), (Adoption.UnderStudy, null, (await office.PersonAsync("clerk")).DisplayName)],
            listed[resolved.Number].Decisions.Select(d => (d.Adoption, d.Reason, d.DecidedBy)));

        office.Service.Time.Advance(TimeSpan.FromDays(31));
        Assert.Null(await DraftAsync(office));
        var figures = (await ReadAsync(office, "clerk"))!.Figures;
        Assert.Equal([Adoption.Adopted, null], figures.Suggestions.OrderBy(s => s.Case, StringComparer.Ordinal).Select(s => s.Adoption));
        Assert.Equal([new Count("Adopted", 1), new Count("UnderStudy", 1)], figures.Adoptions);
    }

    [Fact]
    public async Task LowestLevel_CountsWhatASubDistrictResolved()
    {
        await using var office = await Office.OpenAsync();
        await SuggestedAsync(office, "", "subdistrict");
        await SuggestedAsync(office, "", "environment");
        office.Service.Time.Advance(TimeSpan.FromDays(31));
        Assert.Null(await DraftAsync(office));

        Assert.Equal(new Share(1, 2), (await ReadAsync(office, "clerk"))!.Figures.LowestLevel);
    }

    [Fact]
    public void Approval_ByWhoeverSubmitted_IsRefused()
    {
        var both = new ActContext(Guid.CreateVersion7(), "Clerk and leader");
        var none = new PeriodFigures(0, 0, 0, 0, 0, 0, 0, null, [], [], [], [], [], [], []);
        var report = PeriodReport.Begin(Guid.CreateVersion7(), ReportPeriod.OfMonth(2026, 3), none, none, both, DateTime.UnixEpoch);
        report.Write(Words, both, DateTime.UnixEpoch);
        report.Submit(new UnitCopy(Words, none), both, DateTime.UnixEpoch);

        Assert.Equal("report-own-approval", report.Approve(1, both, DateTime.UnixEpoch).Refusal?.Code);
        Assert.Equal(ReportState.Submitted, report.State);
    }

    [Fact]
    public void ASmallCount_IsHidden_AndWhatWouldGiveItAwayToo()
    {
        var counts = SmallCounts.Hide([new Count("Letter", 9), new Count("Visit", 4), new Count("Call", 2), new Count("Online", 0)]);

        Assert.Equal([9, null, null, 0], counts.Select(c => c.Cases));
        Assert.Equal([9, 4, 0], SmallCounts.Hide([new Count("a", 9), new Count("b", 4), new Count("c", 0)]).Select(c => c.Cases));
        Assert.Equal([5, null, null], SmallCounts.Hide([new Count("a", 5), new Count("b", 2), new Count("c", 1)]).Select(c => c.Cases));
    }

    /// <summary>Three ordinary cases, one of which is resolved, and one that accuses the housing bureau.</summary>
    private static async Task<(Guid Id, string Number)> MonthOfWorkAsync(Office office)
    {
        var resolved = await office.RegisterAsync();
        await office.ToHandlingAsync(resolved, days: 10);
        await office.ReportResultAsync(resolved);
        await office.CompleteAsync(resolved, "verify", "Pass", ("lawful", "yes"), ("solved", "yes"), ("rootCause", "service"), ("suggestion", "请来信人所在街道加强巡查"));
        await office.DeliverAsync(resolved);
        await RateAsync(office, resolved, Satisfaction.Satisfied);
        await office.RegisterAsync();
        await office.RegisterAsync();
        var accusing = await office.RegisterAsync(subject: "反映工作人员");
        var housing = Guid.Parse(await office.UnitAsync("housing"));
        await office.Service.QueryAsync(db => db.Set<Petition>().Where(p => p.Id == accusing)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.AccusedUnitId, housing).SetProperty(x => x.MatterClass, MatterClass.Accusation), Cancellation));
        return (resolved, (await office.CaseAsync(resolved)).Number);
    }

    private static async Task AssertSentAsync(Office office)
    {
        var mails = await MailsAsync(office);
        Assert.Equal(["leader@office.example"], mails.Where(m => m.UnitId == null).Select(m => m.ToAddress));
        Assert.Contains("environment@units.example", mails.Select(m => m.ToAddress));
        Assert.All(mails, m =>
        {
            Assert.EndsWith("/reports/month/2026/3", m.Link, StringComparison.Ordinal);
            Assert.DoesNotContain("来信人", m.TextBody + m.Subject, StringComparison.Ordinal);
            Assert.DoesNotContain("噪", m.TextBody + m.Subject, StringComparison.Ordinal);
        });
    }

    private static async Task AssertCopiesAsync(Office office, string names)
    {
        var whole = (await ReadAsync(office, "leader"))!;
        Assert.Equal((4, 1, names), (whole.Figures.Received, whole.Figures.Closed, whole.Words.KeyProblems));
        Assert.Equal(100m, whole.Figures.Rates.Single(r => r.Indicator == Indicator.Satisfaction).Share.Percent);
        Assert.Contains(new Count(nameof(MatterClass.Accusation), 1), whole.Figures.Classes);
        Assert.Equal("service", Assert.Single(whole.Figures.Suggestions).RootCause);

        foreach (var reader in (string[])["housing.head", "environment.handler"])
        {
            var copy = (await ReadAsync(office, reader))!;
            Assert.Null(copy.Whole);
            Assert.Equal("※※ 的※※（※※，※※）反映最多。", copy.Words.KeyProblems);
            Assert.Equal("请※※所在街道加强巡查", Assert.Single(copy.Figures.Suggestions).Text);
            Assert.Equal("", copy.Figures.Suggestions[0].Case);
            Assert.Equal(3, copy.Figures.Received);
            Assert.Null(copy.Figures.Closed);
            Assert.DoesNotContain(copy.Figures.Classes, c => c.Key == nameof(MatterClass.Accusation));
            Assert.Null(copy.Figures.Rates.Single(r => r.Indicator == Indicator.Satisfaction).Share.Percent);
        }
    }

    /// <returns>A case that was resolved, with what the verification suggested.</returns>
    private static async Task<Petition> SuggestedAsync(Office office, string suggestion, string unit = "environment")
    {
        var id = await office.RegisterAsync();
        await office.ToHandlingAsync(id, unit, unit + ".handler");
        await office.ReportResultAsync(id);
        await office.CompleteAsync(id, "verify", "Pass", ("lawful", "yes"), ("solved", "yes"), ("rootCause", "service"), ("suggestion", suggestion));
        await office.DeliverAsync(id);
        return await office.CaseAsync(id);
    }

    private static async Task<string?> DecideSuggestionAsync(Office office, Petition about, Adoption adoption, string? reason, string by)
    {
        var task = await office.Service.QueryAsync(db => db.Set<WorkTask>().Where(t => t.PetitionId == about.Id && t.TaskType == "verify").Select(t => t.Id).SingleAsync(Cancellation));
        var command = new DecideSuggestion(task, adoption, reason, await office.PersonAsync(by));
        return (await office.Service.Runner.RunAsync<DecideSuggestionHandler>(h => h.HandleAsync(command, Cancellation), Cancellation)).Refusal?.Code;
    }

    private static async Task HeartbeatAsync(Office office)
    {
        await using var scope = office.Service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DraftLastPeriods>().RunAsync(Cancellation);
    }

    private static async Task RateAsync(Office office, Guid id, Satisfaction satisfaction)
    {
        var rating = new RatePetition(id, RatedAspect.Outcome, satisfaction);
        Assert.Null((await office.Service.Runner.RunAsync<RatePetitionHandler>(h => h.HandleAsync(rating, Cancellation), Cancellation)).Refusal);
    }

    private static async Task<Refusal?> DraftAsync(Office office, string by = "clerk")
    {
        var command = new DraftReport(ReportPeriod.OfMonth(2026, 3), await office.PersonAsync(by));
        return (await office.Service.Runner.RunAsync<DraftReportHandler, Guid>(h => h.HandleAsync(command, Cancellation), Cancellation)).Refusal;
    }

    private static async Task<Refusal?> WriteAsync(Office office, ReportWords words, bool submit)
    {
        var command = new WriteReport(ReportPeriod.OfMonth(2026, 3), words, submit, await office.PersonAsync("clerk"));
        return (await office.Service.Runner.RunAsync<WriteReportHandler>(h => h.HandleAsync(command, Cancellation), Cancellation)).Refusal;
    }

    private static async Task<Refusal?> DecideAsync(Office office, bool approve, int submission, string? words = null, string by = "leader")
    {
        var command = new DecideReport(ReportPeriod.OfMonth(2026, 3), approve, words, submission, await office.PersonAsync(by));
        return (await office.Service.Runner.RunAsync<DecideReportHandler>(h => h.HandleAsync(command, Cancellation), Cancellation)).Refusal;
    }

    private static async Task<ReadableReport?> ReadAsync(Office office, string who)
    {
        await using var scope = office.Service.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PeriodReports>().ReadAsync(ReportPeriod.OfMonth(2026, 3), await office.PersonAsync(who), Cancellation);
    }

    private static Task<List<OutgoingMail>> MailsAsync(Office office) =>
        office.Service.QueryAsync(db => db.Set<OutgoingMail>().AsNoTracking().Where(m => m.DedupKey.StartsWith("report:")).ToListAsync(Cancellation));
}
