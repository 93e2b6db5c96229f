using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions;

/// <summary>The one row-level rule of D8. Every query of cases goes through it; nothing else decides who sees what.</summary>
public static class PetitionVisibility
{
    /// <summary>
    /// A unit sees only cases that are or were assigned to it or in which it has or had a duty, and never one that accuses it (Art. 30 ¶3), whatever else the
    /// person's roles are.
    /// </summary>
    public static IQueryable<Petition> VisibleTo(this IQueryable<Petition> petitions, Viewer viewer)
    {
        var unit = viewer.UnitId;
        if (unit is not null)
        {
            petitions = petitions.Where(p => p.AccusedUnitId == null || p.AccusedUnitId != unit);
        }

        return viewer.SeesEveryCase
            ? petitions
            : petitions.Where(p => unit != null && (p.Assignments.Any(a => a.UnitId == unit) || p.Duties.Any(d => d.UnitId == unit)));
    }

    /// <summary>Numbers are in capitals; an address may arrive in small letters.</summary>
    public static IQueryable<Petition> Numbered(this IQueryable<Petition> petitions, string number)
    {
        var capitals = number.ToUpperInvariant();
        return petitions.Where(p => p.Number == capitals);
    }
}
