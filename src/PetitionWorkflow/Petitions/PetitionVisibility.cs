using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions;

/// <summary>The one row-level rule of D8. Every query of cases goes through it; nothing else decides who sees what.</summary>
public static class PetitionVisibility
{
    /// <summary>
    /// A unit sees only cases that are or were assigned to it or in which it has or had a duty. Nobody sees a case that accuses the person or the person's
    /// unit (Art. 30 ¶3), whatever else the person's roles are; a unit's person who is recused has no ground left to see it (Art. 28 ¶3).
    /// </summary>
    public static IQueryable<Petition> VisibleTo(this IQueryable<Petition> petitions, Viewer viewer)
    {
        var unit = viewer.UnitId;
        if (unit is not null)
        {
            petitions = petitions.Where(p => p.AccusedUnitId == null || p.AccusedUnitId != unit);
        }

        var me = viewer.UserId;
        return viewer.SeesEveryCase
            ? petitions.Where(p => !p.Barred.Any(b => b.PersonId == me && b.Ground == BarGround.Accused))
            : petitions.Where(p => unit != null && (p.Assignments.Any(a => a.UnitId == unit) || p.Duties.Any(d => d.UnitId == unit)) && !p.Barred.Any(b => b.PersonId == me));
    }

    /// <summary>Seen, and not recused from: what somebody may do something with.</summary>
    public static IQueryable<Petition> WorkableBy(this IQueryable<Petition> petitions, Viewer viewer)
    {
        var me = viewer.UserId;
        return petitions.VisibleTo(viewer).Where(p => !p.Barred.Any(b => b.PersonId == me));
    }

    /// <summary>Numbers are in capitals; an address may arrive in small letters.</summary>
    public static IQueryable<Petition> Numbered(this IQueryable<Petition> petitions, string number)
    {
        var capitals = number.ToUpperInvariant();
        return petitions.Where(p => p.Number == capitals);
    }
}
