using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reports.Monthly;

/// <summary>Freezes the numbers of a month that is over and opens the draft around them.</summary>
public sealed record DraftMonthReport(int Year, int Month, Viewer By);

public sealed class DraftMonthReportHandler(UnitOfWork work, MonthFacts facts)
{
    public async Task<Result<Guid>> HandleAsync(DraftMonthReport command, CancellationToken cancellation)
    {
        if (!command.By.WritesReports)
        {
            return new Refusal("report-not-allowed");
        }

        if (command.Month is < 1 or > 12 || command.Year is < 2000 or > 9998)
        {
            return new Refusal("report-unknown-month") { Field = nameof(command.Month) };
        }

        var month = Period.Month(command.Year, command.Month);
        if (!month.IsOverOn(work.Time.Today()))
        {
            return new Refusal("report-month-not-over", month.Last) { Field = nameof(command.Month) };
        }

        return await BeginAsync(month, command.By.Act(), cancellation);
    }

    /// <summary>Of a month that is over; also by the heartbeat (<see cref="DraftLastMonth"/>).</summary>
    internal async Task<Result<Guid>> BeginAsync(Period month, ActContext act, CancellationToken cancellation)
    {
        if (await work.Db.Set<MonthReport>().AnyAsync(r => r.Year == month.First.Year && r.Month == month.First.Month, cancellation))
        {
            return new Refusal("report-exists") { Field = nameof(DraftMonthReport.Month) };
        }

        var report = MonthReport.Begin(
            Guid.CreateVersion7(work.Time.GetUtcNow()), month, await facts.OfAsync(month, CaseScope.All, cancellation),
            await facts.OfAsync(month, CaseScope.WithoutAccusations, cancellation), act, work.Time.UtcNow());
        work.Db.Add(report);
        return report.Id;
    }
}
