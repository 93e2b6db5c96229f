using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Persistence.Doctor;

/// <summary>Every case begins with exactly one registration in its history, and no history is without its case.</summary>
internal sealed class CasesWereRegisteredOnce : IInvariant
{
    public async Task<IReadOnlyList<Violation>> FindAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        var events = db.Set<CaseEvent>();
        var wrong = await db.Set<Petition>()
            .Select(p => new { p.Number, Times = events.Count(e => e.PetitionId == p.Id && e.Kind == nameof(PetitionRegistered)) })
            .Where(p => p.Times != 1)
            .ToListAsync(cancellation);
        var orphans = await events.Where(e => !db.Set<Petition>().Any(p => p.Id == e.PetitionId)).Select(e => e.PetitionId).Distinct().ToListAsync(cancellation);
        return
        [
            .. wrong.Select(p => new Violation("case-not-registered-once", p.Number, p.Times)),
            .. orphans.Select(id => new Violation("history-without-case", id.ToString())),
        ];
    }
}
