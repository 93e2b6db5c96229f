using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reports.Monthly;

/// <summary>Begins the draft of the month that ended last as soon as it is over (C61), unless a clerk was quicker.</summary>
public sealed class DraftLastMonth(UnitOfWorkRunner runner, PetitionDbContext db, TimeProvider time) : IRecurringWork
{
    public static string Name => "draft-month-report";

    public async Task RunAsync(CancellationToken cancellation)
    {
        var today = time.Today();
        var (year, monthOfYear, _) = today.AddDays(-today.Day);
        var month = Period.Month(year, monthOfYear);
        if (await db.Set<MonthReport>().AnyAsync(r => r.Year == year && r.Month == monthOfYear, cancellation)
            || !await db.Set<Petition>().AnyAsync(p => p.ReceivedAt < month.Until, cancellation))
        {
            return;
        }

        // Refused when another node was quicker: then it is there.
        await runner.RunAsync<DraftMonthReportHandler, Guid>(h => h.BeginAsync(month, ActContext.System("reports"), cancellation), cancellation);
    }
}
