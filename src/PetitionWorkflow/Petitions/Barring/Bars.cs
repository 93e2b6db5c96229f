using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions.Barring;

/// <summary>Somebody is barred from a case. Tasks and mails listen: what the person holds goes back, what waits to be sent is not sent.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="PersonName">As the person was called then.</param>
/// <param name="Ground">Why.</param>
/// <param name="OfficeOnly">An accused person's name is no unit's business.</param>
public sealed record PersonBarred(Guid PersonId, string PersonName, BarGround Ground, bool OfficeOnly) : ICaseEvent;

/// <summary>The class of the matter was changed: nobody is accused by it any more.</summary>
public sealed record PersonNotAccused(string PersonName, bool OfficeOnly = true) : ICaseEvent;

/// <summary>Who is barred from which case, with the cases that hang on it.</summary>
public sealed class Bars(UnitOfWork work)
{
    private static readonly KeptQuery<Guid, BarredPerson> Barred = new((db, petition) => db.Set<BarredPerson>().Where(b => b.PetitionId == petition));

    private readonly HashSet<Guid> _read = [];

    /// <summary>For work that asks about many cases one after the other.</summary>
    public async Task ReadAheadAsync(IReadOnlyCollection<Guid> petitionIds, CancellationToken cancellation)
    {
        await work.Db.Set<BarredPerson>().Where(b => petitionIds.Contains(b.PetitionId)).LoadAsync(cancellation);
        _read.UnionWith(petitionIds);
    }

    /// <summary>Read once per unit of work, with those of this unit that are not in the database yet.</summary>
    public async Task<IReadOnlyList<BarredPerson>> OfAsync(Guid petitionId, CancellationToken cancellation)
    {
        if (_read.Add(petitionId))
        {
            await Barred.ListAsync(work.Db, petitionId, cancellation);
        }

        return [.. work.Db.Tracked<BarredPerson>().Where(b => b.PetitionId == petitionId && work.Db.Entry(b).State is not (EntityState.Deleted or EntityState.Detached))];
    }

    public async Task<bool> HoldsAsync(Guid petitionId, Guid personId, CancellationToken cancellation) =>
        (await OfAsync(petitionId, cancellation)).Any(b => b.PersonId == personId);

    /// <summary>Barred twice on one ground is barred once. Reviews of the case follow; so do, on an accusation, the cases merged with it.</summary>
    public async Task AddAsync(Guid petitionId, Guid personId, string personName, BarGround ground, ActContext act, CancellationToken cancellation)
    {
        var (next, seen) = (new Queue<Guid>([petitionId]), new HashSet<Guid>());
        while (next.TryDequeue(out var id))
        {
            if (!seen.Add(id))
            {
                continue;
            }

            if (!(await OfAsync(id, cancellation)).Any(b => b.PersonId == personId && b.Ground == ground))
            {
                work.Db.Add(new BarredPerson { PetitionId = id, PersonId = personId, Ground = ground, Since = work.Time.UtcNow(), ByName = act.ActorName });
                await ClearHandlerAsync(id, personId, cancellation);
                work.Raise(id, new PersonBarred(personId, personName, ground, ground == BarGround.Accused), act);
            }

            var hanging = await work.Db.Set<Petition>()
                .Where(p => p.ParentId == id || (ground == BarGround.Accused && p.DuplicateOfId == id)).Select(p => p.Id).ToListAsync(cancellation);
            hanging.ForEach(next.Enqueue);
        }
    }

    /// <summary>What holds for one case holds for another that grows out of it or is merged with it.</summary>
    public async Task CopyAsync(Guid from, Guid to, BarGround? only, ActContext act, CancellationToken cancellation)
    {
        foreach (var barred in (await OfAsync(from, cancellation)).Where(b => only is null || b.Ground == only))
        {
            await AddAsync(to, barred.PersonId, await work.Db.NameOfAsync(barred.PersonId, cancellation), barred.Ground, act, cancellation);
        }
    }

    /// <summary>The matter turned out to be no accusation.</summary>
    public async Task EndAccusationAsync(Guid petitionId, ActContext act, CancellationToken cancellation)
    {
        foreach (var barred in (await OfAsync(petitionId, cancellation)).Where(b => b.Ground == BarGround.Accused))
        {
            work.Db.Remove(barred);
            work.Raise(petitionId, new PersonNotAccused(await work.Db.NameOfAsync(barred.PersonId, cancellation)), act);
        }
    }

    /// <summary>The unit's tasks are the unit's again until somebody there takes them (C41).</summary>
    private async Task ClearHandlerAsync(Guid petitionId, Guid personId, CancellationToken cancellation)
    {
        foreach (var assignment in await work.Db.Set<Assignment>().Where(a => a.PetitionId == petitionId && a.ResponsibleHandlerId == personId && a.EndedAt == null).ToListAsync(cancellation))
        {
            assignment.ResponsibleHandlerId = null;
        }
    }
}
