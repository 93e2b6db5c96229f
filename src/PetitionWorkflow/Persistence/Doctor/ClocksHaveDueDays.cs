using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Persistence.Doctor;

/// <summary>Every clock belongs to a case and has a due day after its start; an ended one reminds nobody.</summary>
internal sealed class ClocksHaveDueDays : IInvariant
{
    public async Task<IReadOnlyList<Violation>> FindAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        var clocks = db.Set<CaseClock>().AsNoTracking();
        var dueless = await clocks
            .Where(c => c.DueAt <= c.StartedAt || c.DueDay <= DateOnly.MinValue)
            .Select(c => new { c.Id, c.Code })
            .ToListAsync(cancellation);
        var orphans = await clocks.Where(c => !db.Set<Petition>().Any(p => p.Id == c.PetitionId)).Select(c => new { c.Id, c.Code }).ToListAsync(cancellation);
        var restless = await clocks.Where(c => c.EndedAt != null && c.NextReminderAt != null).Select(c => new { c.Id, c.Code }).ToListAsync(cancellation);
        return
        [
            .. dueless.Select(c => new Violation("clock-without-due-day", c.Id.ToString(), c.Code)),
            .. orphans.Select(c => new Violation("clock-without-case", c.Id.ToString(), c.Code)),
            .. restless.Select(c => new Violation("ended-clock-reminds", c.Id.ToString(), c.Code)),
        ];
    }
}
