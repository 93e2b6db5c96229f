using Microsoft.EntityFrameworkCore;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Persistence.Doctor;

/// <summary>A timer resumes its bookmark or starts its trigger's workflow; without either it would ring in vain.</summary>
internal sealed class TimersHaveBookmarks : IInvariant
{
    public async Task<IReadOnlyList<Violation>> FindAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        var vain = await db.Set<TimerRow>()
            .Where(t => t.Kind == TimerKind.Bookmark ? !db.Set<BookmarkRow>().Any(b => b.Id == t.Id) : !db.Set<TriggerRow>().Any(r => r.Id == t.Id))
            .Select(t => new { t.Id, t.DueAt })
            .ToListAsync(cancellation);
        return [.. vain.Select(t => new Violation("timer-without-bookmark", t.Id, t.DueAt))];
    }
}
