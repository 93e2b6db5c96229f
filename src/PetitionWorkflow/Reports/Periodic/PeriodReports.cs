using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reports.Periodic;

/// <summary>Reads reports. A unit's viewer gets the units' copy of what was approved, and of everything else not even that it exists.</summary>
public sealed class PeriodReports(PetitionDbContext db)
{
    /// <summary>For the use cases.</summary>
    internal Task<PeriodReport?> FindAsync(ReportPeriod period, CancellationToken cancellation) =>
        db.Set<PeriodReport>().SingleOrDefaultAsync(r => r.Span == period.Span && r.Year == period.Year && r.Number == period.Number, cancellation);

    /// <summary>Of one span, the newest first.</summary>
    public Task<List<ReportLine>> ListAsync(ReportSpan span, Viewer viewer, CancellationToken cancellation) => VisibleTo(viewer).Where(r => r.Span == span)
        .OrderByDescending(r => r.Year).ThenByDescending(r => r.Number).Select(r => new ReportLine(new ReportPeriod(r.Span, r.Year, r.Number), r.State, r.ApprovedAt)).ToListAsync(cancellation);

    public async Task<ReadableReport?> ReadAsync(ReportPeriod period, Viewer viewer, CancellationToken cancellation)
    {
        var report = await VisibleTo(viewer).SingleOrDefaultAsync(r => r.Span == period.Span && r.Year == period.Year && r.Number == period.Number, cancellation);
        return report switch
        {
            null => null,
            _ when viewer.ReadsDrafts => new ReadableReport(report, report.Words, report.Figures, report, report.UnitCopy),
            _ => new ReadableReport(report, report.UnitCopy!.Words, report.UnitCopy.Figures, null, null),
        };
    }

    private IQueryable<PeriodReport> VisibleTo(Viewer viewer)
    {
        var reports = db.Set<PeriodReport>().AsNoTracking();
        return viewer.ReadsDrafts ? reports : reports.Where(r => r.State == ReportState.Approved);
    }
}

public sealed record ReportLine(ReportPeriod Period, ReportState State, DateTime? ApprovedAt);
