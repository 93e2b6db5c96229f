using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Mail.Editing;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reports.Periodic;

/// <summary>A report that nobody has approved climbs the ladder of its clock like everything else that is due (K18).</summary>
public sealed class RemindOfReports(UnitOfWorkRunner runner) : IRecurringWork
{
    public static string Name => "remind-of-reports";

    public Task RunAsync(CancellationToken cancellation) => runner.RunAsync<RemindOfReportsHandler, int>(h => h.HandleAsync(cancellation), cancellation);
}

/// <summary>
/// Nothing is remembered beside the mails themselves: report, stage and reader are a mail's key, so that whoever asks, however often, writes
/// each once. After a gap only the newest stage is told.
/// </summary>
public sealed class RemindOfReportsHandler(UnitOfWork work, ReportClocks clocks, Outbox outbox, Substitutes substitutes, Texts texts, IOptions<MailOptions> options)
{
    /// <returns>How many mails were queued.</returns>
    public async Task<Result<int>> HandleAsync(CancellationToken cancellation)
    {
        var queued = 0;
        foreach (var report in await work.Db.Set<PeriodReport>().Where(r => r.State != ReportState.Approved).OrderBy(r => r.Span).ThenBy(r => r.Year).ThenBy(r => r.Number).ToListAsync(cancellation))
        {
            if (await clocks.OfAsync(report.Key, cancellation) is { } clock
                && clock.Ladder.Between(clock.StartedAt, work.Time.UtcNow()).LastOrDefault(s => s.To.Count > 0) is { } stage)
            {
                queued += await TellAsync(report, clock, stage, cancellation);
            }
        }

        return queued;
    }

    private async Task<int> TellAsync(PeriodReport report, ReportClock clock, LadderStage stage, CancellationToken cancellation)
    {
        var queued = 0;
        foreach (var role in stage.To.Select(to => to == Audience.Leaders ? Roles.Leader : Roles.Clerk).Distinct())
        {
            var members = await substitutes.BesideAsync(await work.Db.StaffInRoleAsync(role, cancellation), cancellation);
            foreach (var member in members.Where(m => !string.IsNullOrWhiteSpace(m.Email)))
            {
                queued += await outbox.QueueAsync(DraftFor(report, clock, stage, member), cancellation) ? 1 : 0;
            }
        }

        return queued;
    }

    private MailDraft DraftFor(PeriodReport report, ReportClock clock, LadderStage stage, StaffMember member)
    {
        var (mine, kind) = (texts.In(member.Language), stage.Kind == StageKind.Urge ? "report-late" : "report-due");
        object[] values =
        [
            mine.TitleOf(report.Key), clock.Due.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), mine.Of(report.State), stage.Number,
        ];
        var link = $"{options.Value.HomePage}reports/{report.Key.Address}";
        var letter = new NoticeLetter(new NoticeText(mine[$"Notice.{kind}.Subject", values], mine[$"Notice.{kind}.Text", values]), link, mine, member.Language);
        return letter.HeldFor($"report-due:{report.Key.Address}:{clock.Due.Day:yyyyMMdd}:{stage.Key}:{member.Id:n}", member.Email!) with { Kind = kind };
    }
}
