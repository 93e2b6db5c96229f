using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reports.Periodic;

/// <summary>Freezes the numbers of a period that is over and opens the draft around them.</summary>
public sealed record DraftReport(ReportPeriod Period, Viewer By);

public sealed class DraftReportHandler(UnitOfWork work, PeriodFacts facts)
{
    public async Task<Result<Guid>> HandleAsync(DraftReport command, CancellationToken cancellation)
    {
        if (!command.By.WritesReports)
        {
            return new Refusal("report-not-allowed");
        }

        if (!command.Period.Exists)
        {
            return new Refusal("report-unknown-period") { Field = nameof(command.Period.Number) };
        }

        if (!command.Period.Days.IsOverOn(work.Time.Today()))
        {
            return new Refusal("report-period-not-over", command.Period.Days.Last) { Field = nameof(command.Period.Number) };
        }

        return await BeginAsync(command.Period, command.By.Act(), cancellation);
    }

    /// <summary>Of a period that is over; also by the heartbeat (<see cref="DraftLastPeriods"/>).</summary>
    internal async Task<Result<Guid>> BeginAsync(ReportPeriod period, ActContext act, CancellationToken cancellation)
    {
        if (await work.Db.Set<PeriodReport>().AnyAsync(r => r.Span == period.Span && r.Year == period.Year && r.Number == period.Number, cancellation))
        {
            return new Refusal("report-exists") { Field = nameof(ReportPeriod.Number) };
        }

        var report = PeriodReport.Begin(
            Guid.CreateVersion7(work.Time.GetUtcNow()), period, await facts.OfAsync(period, CaseScope.All, cancellation),
            await facts.OfAsync(period, CaseScope.WithoutAccusations, cancellation), act, work.Time.UtcNow());
        work.Db.Add(report);
        return report.Id;
    }
}
