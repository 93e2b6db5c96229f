using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reports.Situations;

/// <summary>Reads notes for a person: the office all, a unit its own.</summary>
public sealed class SituationNotes(PetitionDbContext db)
{
    /// <summary>Those that nobody of the office has read first, the newest first.</summary>
    public async Task<(IReadOnlyList<SituationNote> Notes, int Total)> ReadAsync(DateOnly from, DateOnly until, Viewer viewer, int page, int pageSize, CancellationToken cancellation)
    {
        var (since, before) = (ChinaTime.ToUtc(from, TimeOnly.MinValue), ChinaTime.EndOf(until));
        var notes = VisibleTo(viewer).Where(n => n.WrittenAt >= since && n.WrittenAt < before);
        var read = await notes.OrderBy(n => n.NotedAt != null).ThenByDescending(n => n.WrittenAt).ThenBy(n => n.Id).Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(cancellation);
        return (read, await notes.CountAsync(cancellation));
    }

    /// <summary>A unit's people for their unit, a clerk for the office.</summary>
    public static bool MayWrite(Viewer viewer) => viewer.UnitId is not null ? CaseActions.MayWork(viewer) : viewer.WritesReports;

    private IQueryable<SituationNote> VisibleTo(Viewer viewer)
    {
        var (notes, unit) = (db.Set<SituationNote>().AsNoTracking(), viewer.UnitId);
        return viewer.ReadsDrafts ? notes : notes.Where(n => unit != null && n.UnitId == unit);
    }
}
