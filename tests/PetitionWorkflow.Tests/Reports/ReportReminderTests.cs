using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Reports;
using PetitionWorkflow.Reports.Periodic;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tests.Deadlines;

namespace PetitionWorkflow.Tests.Reports;

/// <summary>The month report's own clock (K18): three working days after the month, then urged like everything else that is late.</summary>
public sealed class ReportReminderTests : ClockTestBase
{
    private const string FirstClerk = "test-clerk-1@office.test", Leader = "test-leader@office.test";

    [Fact]
    public async Task Report_ThatNobodyApproves_IsRemindedOfAndUrged_EachStageOnce_AcrossNationalDay()
    {
        await BeginAsync(9);

        // September's third working day of October: the 8th to the 10th, a Saturday on which offices work.
        var clock = (await ClockAsync(9))!;
        Assert.Equal(new DateOnly(2026, 10, 10), clock.Due.Day);
        Assert.Equal([new DateOnly(2026, 10, 10)], clock.Due.Trace.MakeUpDaysCounted);
        var told = new List<(string, string?)>();
        foreach (var (day, time) in new[] { ("2026-10-08", "10:00"), ("2026-10-09", "10:00"), ("2026-10-09", "10:05"), ("2026-10-12", "10:00"), ("2026-10-15", "10:00"), ("2026-10-15", "18:00") })
        {
            GoTo(day, time);
            told.AddRange(Enumerable.Repeat((day, (string?)null), await RemindAsync()));
        }

        Assert.Equal([("2026-10-09", 2), ("2026-10-12", 3), ("2026-10-15", 3)], told.GroupBy(t => t.Item1).Select(g => (g.Key, g.Count())));
        var mails = await MailsOfReportsAsync();
        Assert.Equal(["report-due", "report-late", "report-late"], mails.Where(m => m.ToAddress == FirstClerk).Select(m => m.Kind));
        Assert.Equal(["report-late", "report-late"], mails.Where(m => m.ToAddress == Leader).Select(m => m.Kind));
        Assert.Contains("催办 2", mails[^1].Subject, StringComparison.Ordinal);
        Assert.All(mails, m => Assert.EndsWith("/reports/month/2026/9", m.Link, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_AfterAGap_IsUrgedOnceWithItsNumber_AndNeverWhenItIsApproved()
    {
        await BeginAsync(9);
        await BeginAsync(8, approved: true);
        GoTo("2026-11-20");

        Assert.Equal(3, await RemindAsync());
        Assert.Equal(0, await RemindAsync());

        Assert.All(await MailsOfReportsAsync(), m => Assert.EndsWith("/reports/month/2026/9", m.Link, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TwoProgramsAtOnce_WriteEachReminderOnce()
    {
        await BeginAsync(9);
        GoTo("2026-10-15");
        await using var beside = await StartBesideAsync();
        beside.Time.SetUtcNow(Service.Time.GetUtcNow());

        var both = await Task.WhenAll(RemindAsync(), beside.DoAsync<RemindOfReportsHandler, int>(h => h.HandleAsync(Cancellation)));

        Assert.Equal((3, 3), (both.Sum(), (await MailsOfReportsAsync()).Count));
    }

    private async Task BeginAsync(int month, bool approved = false)
    {
        var none = new PeriodFigures(0, 0, 0, 0, 0, 0, 0, null, [], [], [], [], [], [], []);
        var report = PeriodReport.Begin(Guid.CreateVersion7(), ReportPeriod.OfMonth(2026, month), none, none, Act, Office.Now);
        if (approved)
        {
            report.Submit(new UnitCopy(report.Words, none), Act, Office.Now);
            report.Approve(1, new ActContext(Office.Leader.UserId, "Leader"), Office.Now);
        }

        await Office.WriteAsync(db => db.Add(report));
    }

    private Task<int> RemindAsync() => Service.DoAsync<RemindOfReportsHandler, int>(h => h.HandleAsync(Cancellation));

    private Task<ReportClock?> ClockAsync(int month) => Service.QueryAsync(db =>
        new ReportClocks(new PetitionWorkflow.Deadlines.Editing.ClockCatalogues(db), new Calendars(db)).OfAsync(ReportPeriod.OfMonth(2026, month), Cancellation));

    private Task<List<OutgoingMail>> MailsOfReportsAsync() => Service.QueryAsync(db =>
        db.Set<OutgoingMail>().AsNoTracking().Where(m => m.Kind!.StartsWith("report-")).OrderBy(m => m.CreatedAt).ThenBy(m => m.ToAddress).ToListAsync(Cancellation));
}
