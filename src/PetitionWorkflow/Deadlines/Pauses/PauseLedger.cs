using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Deadlines.Pauses;

/// <param name="IsBarred">The reader is recused from the case: reads of the pause, and does nothing about it.</param>
public sealed record PauseLine(PauseRequest Request, string CaseNumber, string? UnitName, IReadOnlyList<CaseClock> Stopped, bool IsBarred);

/// <summary>What may be asked for on a case, and what it would stop.</summary>
/// <param name="Choices">Each ground with the clocks that name it; none: nothing would stand still.</param>
public sealed record PauseOffer(Petition Case, IReadOnlyList<(string Ground, IReadOnlyList<CaseClock> Clocks)> Choices);

/// <summary>Reads pauses for a person.</summary>
public sealed class PauseLedger(PetitionDbContext db, PausableClocks clocks)
{
    /// <summary>What is open first, the newest first. One case, or every.</summary>
    public async Task<(IReadOnlyList<PauseLine> Lines, int Total)> ReadAsync(string? caseNumber, Viewer viewer, int page, int pageSize, CancellationToken cancellation)
    {
        var me = viewer.UserId;
        var lines =
            from request in db.PausesVisibleTo(viewer)
            join petition in db.Set<Petition>() on request.PetitionId equals petition.Id
            where caseNumber == null || petition.Number == caseNumber
            select new { request, petition.Number, IsBarred = petition.Barred.Any(b => b.PersonId == me), Unit = db.Set<Unit>().Where(u => u.Id == request.UnitId).Select(u => u.Name).FirstOrDefault() };
        var found = await lines.OrderBy(l => l.request.State == PauseState.Asked ? 0 : l.request.State == PauseState.Running ? 1 : 2).ThenByDescending(l => l.request.AskedAt).ThenBy(l => l.request.Id)
            .Skip((page - 1) * pageSize).Take(pageSize).AsNoTracking().ToListAsync(cancellation);
        var read = new List<PauseLine>();
        foreach (var line in found)
        {
            read.Add(new PauseLine(line.request, line.Number, line.Unit, line.request.State == PauseState.Running ? await clocks.StoppedByAsync(line.request, cancellation) : [], line.IsBarred));
        }

        return (read, await lines.CountAsync(cancellation));
    }

    /// <summary>Null when the person may not ask for anything on the case.</summary>
    public async Task<PauseOffer?> OfferAsync(string caseNumber, Viewer viewer, CancellationToken cancellation)
    {
        var petition = await db.Set<Petition>().WorkableBy(viewer).Numbered(caseNumber).SingleOrDefaultAsync(cancellation);
        if (petition is null || await db.MayAskAsync(viewer, petition.Id, cancellation) is not (true, var unit) || !await clocks.MayBeAskedForAsync(petition, cancellation))
        {
            return null;
        }

        var choices = new List<(string, IReadOnlyList<CaseClock>)>();
        foreach (var ground in PauseGrounds.All)
        {
            choices.Add((ground, await clocks.OfAsync(petition, unit, ground, cancellation)));
        }

        return new PauseOffer(petition, choices);
    }

    /// <summary>Requests that wait for this person's decision.</summary>
    public async Task<int> ToDecideAsync(Viewer viewer, CancellationToken cancellation)
    {
        var (me, workable) = (viewer.UserId, db.Set<Petition>().WorkableBy(viewer));
        return viewer.Is(Roles.Clerk) && viewer.UnitId is null
            ? await db.PausesVisibleTo(viewer).CountAsync(r => r.State == PauseState.Asked && r.AskedById != me && workable.Any(p => p.Id == r.PetitionId), cancellation)
            : 0;
    }
}
