using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reports.Monthly;

/// <summary>Reads reports. A unit's viewer gets the units' copy of what was approved, and of everything else not even that it exists.</summary>
public sealed class MonthReports(PetitionDbContext db)
{
    /// <summary>For the use cases.</summary>
    internal Task<MonthReport?> FindAsync(int year, int month, CancellationToken cancellation) =>
        db.Set<MonthReport>().SingleOrDefaultAsync(r => r.Year == year && r.Month == month, cancellation);

    /// <summary>The newest month first.</summary>
    public Task<List<ReportLine>> ListAsync(Viewer viewer, CancellationToken cancellation) => VisibleTo(viewer)
        .OrderByDescending(r => r.Year).ThenByDescending(r => r.Month).Select(r => new ReportLine(r.Year, r.Month, r.State, r.ApprovedAt)).ToListAsync(cancellation);

    public async Task<ReadableReport?> ReadAsync(int year, int month, Viewer viewer, CancellationToken cancellation)
    {
        var report = await VisibleTo(viewer).SingleOrDefaultAsync(r => r.Year == year && r.Month == month, cancellation);
        return report switch
        {
            null => null,
            _ when viewer.ReadsDrafts => new ReadableReport(report, report.Words, report.Figures, report, report.UnitCopy),
            _ => new ReadableReport(report, report.UnitCopy!.Words, report.UnitCopy.Figures, null, null),
        };
    }

    private IQueryable<MonthReport> VisibleTo(Viewer viewer)
    {
        var reports = db.Set<MonthReport>().AsNoTracking();
        return viewer.ReadsDrafts ? reports : reports.Where(r => r.State == ReportState.Approved);
    }
}

public sealed record ReportLine(int Year, int Month, ReportState State, DateTime? ApprovedAt);
