using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reports.Periodic;

/// <summary>Begins the draft of the week, month, quarter and year that ended last as soon as it is over (C60-C63), unless a clerk was quicker.</summary>
public sealed class DraftLastPeriods(UnitOfWorkRunner runner, PetitionDbContext db, TimeProvider time) : IRecurringWork
{
    public static string Name => "draft-reports";

    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var span in Enum.GetValues<ReportSpan>())
        {
            var period = ReportPeriod.LastBefore(span, time.Today());
            if (await IsToBeginAsync(period, cancellation))
            {
                // Refused when another node was quicker: then it is there.
                await runner.RunAsync<DraftReportHandler, Guid>(h => h.BeginAsync(period, ActContext.System("reports"), cancellation), cancellation);
            }
        }
    }

    private async Task<bool> IsToBeginAsync(ReportPeriod period, CancellationToken cancellation)
    {
        var until = period.Days.Until;
        return !await db.Set<PeriodReport>().AnyAsync(r => r.Span == period.Span && r.Year == period.Year && r.Number == period.Number, cancellation)
            && await db.Set<Petition>().AnyAsync(p => p.ReceivedAt < until, cancellation);
    }
}
