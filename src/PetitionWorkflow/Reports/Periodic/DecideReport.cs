using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reports.Periodic;

/// <summary>A leader's word on a submitted report (C66): approved, it is sent out in the same transaction; returned, it needs a reason.</summary>
/// <param name="Submission">The one that was read.</param>
public sealed record DecideReport(ReportPeriod Period, bool Approve, string? Words, int Submission, Viewer By);

public sealed class DecideReportHandler(UnitOfWork work, PeriodReports reports, ReportNotices notices)
{
    public async Task<Result> HandleAsync(DecideReport command, CancellationToken cancellation)
    {
        if (!command.By.ApprovesReports)
        {
            return new Refusal("report-not-allowed");
        }

        if (await reports.FindAsync(command.Period, cancellation) is not { } report)
        {
            return new Refusal("report-not-found");
        }

        var words = TypedText.Clean(command.Words);
        if (words.Length > ReportWords.MaxSection)
        {
            return new Refusal("field-too-long", ReportWords.MaxSection, words.Length) { Field = nameof(command.Words) };
        }

        if (!command.Approve && words.Length == 0)
        {
            return new Refusal("reason-required") { Field = nameof(command.Words) };
        }

        var (act, now) = (command.By.Act(words.Length == 0 ? null : words), work.Time.UtcNow());
        var decided = command.Approve ? report.Approve(command.Submission, act, now) : report.Return(command.Submission, act, now);
        if (!decided.IsRefused && command.Approve)
        {
            var (leaders, units) = await notices.QueueAsync(report, cancellation);
            report.Distributed(leaders, units, ActContext.System("reports"), now);
        }

        return decided;
    }
}
