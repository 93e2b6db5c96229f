using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Intake;

/// <summary>Whom a petition accuses, as far as it is known when it comes in.</summary>
/// <param name="UnitId">The accused unit, chosen by the clerk.</param>
/// <param name="PersonId">The accused person, if one of those who work with this system.</param>
/// <param name="Named">What the petitioner wrote: names of units and people in it are looked up.</param>
public sealed record Accused(Guid? UnitId, Guid? PersonId, string? Named = null);

/// <summary>
/// Art. 30 ¶3 from the first moment: an accusation is marked as such when it is registered, and whoever it names is kept from it before
/// anybody has looked at it. The classification decides later.
/// </summary>
public sealed class Accusations(UnitOfWork work, Bars bars)
{
    private const int ShortestName = 2;

    public async Task<Refusal?> CheckAsync(Accused? accused, CancellationToken cancellation) =>
        accused?.UnitId is { } unit && !await work.Db.Set<Unit>().AnyAsync(u => u.Id == unit, cancellation) ? new Refusal("accused-unit-unknown") { Field = "AccusedUnitId" }
        : accused?.PersonId is { } person && !await work.Db.Set<StaffMember>().AnyAsync(s => s.Id == person, cancellation) ? new Refusal("accused-person-unknown") { Field = "AccusedPersonId" }
        : null;

    public async Task MarkAsync(Petition petition, Accused? accused, ActContext act, CancellationToken cancellation)
    {
        if (accused is null)
        {
            return;
        }

        petition.MatterClass = MatterClass.Accusation;
        petition.AccusedUnitId = accused.UnitId ?? await NamedUnitAsync(accused.Named, cancellation);
        foreach (var person in await PeopleAsync(accused, cancellation))
        {
            await bars.AddAsync(petition.Id, person.Id, person.DisplayName, BarGround.Accused, act, cancellation);
        }
    }

    /// <summary>Whoever is kept from the earlier petition on the same matter is kept from this one, before anybody has looked at it.</summary>
    public async Task KeepFromAccusedAsync(Petition petition, Petition earlier, ActContext act, CancellationToken cancellation)
    {
        petition.AccusedUnitId ??= earlier.AccusedUnitId;
        await bars.CopyAsync(earlier.Id, petition.Id, BarGround.Accused, act, cancellation);
    }

    /// <summary>The longest name counts: 市政府办 is part of other units' names.</summary>
    private async Task<Guid?> NamedUnitAsync(string? named, CancellationToken cancellation) =>
        string.IsNullOrWhiteSpace(named) ? null
        : (await work.Db.Set<Unit>().Select(u => new { u.Id, u.Name }).ToListAsync(cancellation))
            .Where(u => u.Name.Length >= ShortestName && named.Contains(u.Name, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(u => u.Name.Length).Select(u => (Guid?)u.Id).FirstOrDefault();

    /// <summary>One too many is kept from the case rather than one too few: namesakes are told apart at the classification.</summary>
    private async Task<IReadOnlyList<(Guid Id, string DisplayName)>> PeopleAsync(Accused accused, CancellationToken cancellation)
    {
        var people = await work.Db.Set<StaffMember>().Select(s => new { s.Id, s.DisplayName }).ToListAsync(cancellation);
        return
        [
            .. people.Where(s => s.Id == accused.PersonId
                    || (accused.Named is { } named && s.DisplayName.Length >= ShortestName && named.Contains(s.DisplayName, StringComparison.OrdinalIgnoreCase)))
                .Select(s => (s.Id, s.DisplayName)),
        ];
    }
}
