using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Deadlines;

/// <summary>Finds the open clocks of a case, those started earlier in the same unit of work among them.</summary>
public sealed class OpenClocks(PetitionDbContext db)
{
    private static readonly KeptQuery<Guid, CaseClock> Running = new((db, petition) => db.Set<CaseClock>().Where(c => c.PetitionId == petition && c.EndedAt == null));

    private readonly HashSet<Guid> _read = [];

    public async Task<CaseClock?> FindAsync(Guid petitionId, string code, Guid? assignmentId, CancellationToken cancellation)
    {
        await ReadOnceAsync(petitionId, cancellation);
        var key = CaseClock.KeyOf(petitionId, code, assignmentId);
        return db.Tracked<CaseClock>().SingleOrDefault(c => c.OpenKey == key);
    }

    /// <summary>All that run, without looking again for what this unit of work has read.</summary>
    public async Task<IReadOnlyList<CaseClock>> RunningAsync(Guid petitionId, CancellationToken cancellation)
    {
        await ReadOnceAsync(petitionId, cancellation);
        return [.. db.Tracked<CaseClock>().Where(c => c.PetitionId == petitionId && c.IsOpen)];
    }

    /// <summary>The last right of its kind that ran out unused.</summary>
    public Task<CaseClock?> FindLapsedAsync(Guid petitionId, string code, CancellationToken cancellation) =>
        db.Set<CaseClock>()
            .Where(c => c.PetitionId == petitionId && c.Code == code && c.State == ClockState.Lapsed)
            .OrderByDescending(c => c.DueAt)
            .FirstOrDefaultAsync(cancellation);

    public async Task<IReadOnlyList<CaseClock>> OfCaseAsync(Guid petitionId, CancellationToken cancellation)
    {
        await Running.ListAsync(db, petitionId, cancellation);
        return [.. db.Tracked<CaseClock>().Where(c => c.PetitionId == petitionId && c.IsOpen)];
    }

    /// <summary>A step asks for several clocks of its case; all that run are read with the first.</summary>
    private async Task ReadOnceAsync(Guid petitionId, CancellationToken cancellation)
    {
        if (_read.Add(petitionId) && !db.IsNew<Petition>(petitionId))
        {
            await OfCaseAsync(petitionId, cancellation);
        }
    }
}
