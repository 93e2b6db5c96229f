using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Deadlines;

/// <summary>A clock as its readers see it.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Rule">The version that it started under.</param>
/// <param name="UnitName">Who is bound by it; null for the office and the petitioner.</param>
/// <param name="Reminders">What the ladder has done so far, the latest first.</param>
public sealed record ClockView(CaseClock Clock, ClockRule Rule, string? UnitName, IReadOnlyList<ClockReminder> Reminders);

/// <summary>Reads the clocks of a case for a person: the office sees all, a unit those that bind it and the petitioner's rights.</summary>
public sealed class ClockReader(PetitionDbContext db, ClockCatalogues catalogues)
{
    /// <summary>Open clocks first, by their due day. Empty when the viewer may not see the case.</summary>
    public async Task<IReadOnlyList<ClockView>> OfCaseAsync(Guid petitionId, Viewer viewer, CancellationToken cancellation)
    {
        var found = await db.Set<Petition>().AsNoTracking().VisibleTo(viewer).Where(p => p.Id == petitionId)
            .Select(p => new { p.LeadUnitId })
            .SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return [];
        }

        var clocks = await db.Set<CaseClock>().AsNoTracking().Where(c => c.PetitionId == petitionId).ToListAsync(cancellation);
        var reminders = (await db.Set<ClockReminder>().AsNoTracking().Where(r => r.PetitionId == petitionId).ToListAsync(cancellation)).ToLookup(r => r.ClockId);
        var units = await db.Set<Unit>().Where(u => u.Id == found.LeadUnitId || db.Set<CaseClock>().Any(c => c.PetitionId == petitionId && c.UnitId == u.Id))
            .ToDictionaryAsync(u => u.Id, u => u.Name, cancellation);
        return
        [
            .. clocks
                .Select(clock => (Clock: clock, Rule: catalogues.Current.Of(clock)))
                .Select(c => (c.Clock, c.Rule, Unit: c.Clock.UnitId ?? (c.Rule.BindsLeadUnit ? found.LeadUnitId : null)))
                .Where(c => viewer.SeesEveryCase || c.Rule.Standing == ClockStanding.Right || (c.Unit is not null && c.Unit == viewer.UnitId))
                .OrderBy(c => c.Clock.EndedAt).ThenBy(c => c.Clock.DueAt).ThenBy(c => c.Clock.Id)
                .Select(c => new ClockView(
                    c.Clock, c.Rule, c.Unit is { } unit ? units.GetValueOrDefault(unit) : null, [.. reminders[c.Clock.Id].OrderByDescending(r => r.DueAt).ThenByDescending(r => r.Kind)])),
        ];
    }
}
