using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Deadlines;

/// <summary>Turns the audiences of a stage into addresses. Roles, units and the handlers of a case are read once per unit of work.</summary>
public sealed class Audiences(PetitionDbContext db)
{
    private readonly Dictionary<Guid, IReadOnlyList<HandlerOfCase>> _handlers = [];
    private readonly Dictionary<(string Role, Guid? UnitId), IReadOnlyList<Recipient>> _people = [];
    private readonly Dictionary<Guid, Unit> _units = [];

    private sealed record HandlerOfCase(Guid PetitionId, Guid AssignmentId, Guid UnitId, Recipient Recipient);

    /// <summary>For work that asks about many cases one after the other.</summary>
    public async Task ReadAheadAsync(IReadOnlyCollection<Guid> petitionIds, CancellationToken cancellation)
    {
        var handlers = await db.Set<Assignment>()
            .Where(a => petitionIds.Contains(a.PetitionId) && a.EndedAt == null)
            .Join(db.Set<StaffMember>(), a => a.ResponsibleHandlerId, s => s.Id, (assignment, person) => new { assignment, person })
            .Where(h => h.person.IsActive && h.person.Email != null && h.person.Email != "")
            .Select(h => new HandlerOfCase(h.assignment.PetitionId, h.assignment.Id, h.assignment.UnitId, new Recipient(h.person.Email!, h.person.Language, h.person.UnitId)))
            .ToListAsync(cancellation);
        var byCase = handlers.ToLookup(h => h.PetitionId);
        foreach (var petition in petitionIds)
        {
            _handlers[petition] = [.. byCase[petition]];
        }
    }

    /// <summary>
    /// Nobody twice, and nobody of a unit that the petition accuses (Art. 30 ¶3). When a unit has no address, no head and no handler,
    /// the clerks are written to instead: a reminder never goes nowhere while the office has anybody with an address.
    /// </summary>
    public Task<IReadOnlyList<Recipient>> OfAsync(IReadOnlyList<Audience> to, CaseClock clock, Guid? unitId, Guid? accusedUnitId, CancellationToken cancellation) =>
        OfAsync(to, clock.PetitionId, clock.AssignmentId, unitId, accusedUnitId, cancellation);

    /// <summary>The same people where no clock is at hand.</summary>
    public Task<IReadOnlyList<Recipient>> OfUnitAsync(IReadOnlyList<Audience> to, Petition petition, Guid? unitId, CancellationToken cancellation) =>
        OfAsync(to, petition.Id, null, unitId, petition.AccusedUnitId, cancellation);

    private async Task<IReadOnlyList<Recipient>> OfAsync(
        IReadOnlyList<Audience> to, Guid petitionId, Guid? assignmentId, Guid? unitId, Guid? accusedUnitId, CancellationToken cancellation)
    {
        var found = new List<Recipient>();
        foreach (var audience in to)
        {
            found.AddRange(await OfAsync(audience, petitionId, assignmentId, unitId, cancellation));
        }

        var allowed = found.Where(r => r.UnitId is null || r.UnitId != accusedUnitId).ToList();
        if (allowed.Count == 0)
        {
            allowed.AddRange(await PeopleAsync(Roles.Clerk, null, cancellation));
        }

        return [.. allowed.Where(r => r.UnitId is null || r.UnitId != accusedUnitId).DistinctBy(r => r.Address.ToLowerInvariant())];
    }

    /// <summary>Whoever has the case in hand now: the handlers of its units, before and after them the clerks.</summary>
    public async Task<IReadOnlyList<Recipient>> WorkingOnAsync(Guid petitionId, Guid? accusedUnitId, CancellationToken cancellation)
    {
        var units = await db.Set<Assignment>().Where(a => a.PetitionId == petitionId && a.EndedAt == null && a.UnitId != accusedUnitId)
            .Select(a => a.UnitId).Distinct().ToListAsync(cancellation);
        var found = new List<Recipient>();
        foreach (var unit in units)
        {
            found.AddRange(await HandlerAsync(petitionId, null, unit, cancellation));
        }

        var told = found.Count > 0 ? found : await PeopleAsync(Roles.Clerk, null, cancellation);
        return [.. told.Where(r => r.UnitId is null || r.UnitId != accusedUnitId).DistinctBy(r => r.Address.ToLowerInvariant())];
    }

    private async Task<IReadOnlyList<Recipient>> OfAsync(Audience audience, Guid petitionId, Guid? assignmentId, Guid? unitId, CancellationToken cancellation) => audience switch
    {
        Audience.Leaders => await PeopleAsync(Roles.Leader, null, cancellation),
        Audience.Clerks => await PeopleAsync(Roles.Clerk, null, cancellation),
        _ when unitId is null => await PeopleAsync(Roles.Clerk, null, cancellation),
        Audience.Handler => await HandlerAsync(petitionId, assignmentId, unitId.Value, cancellation),
        Audience.Unit => await UnitAddressAsync(unitId.Value, cancellation),
        Audience.UnitHead => await PeopleAsync(Roles.UnitHead, unitId, cancellation),
        _ => throw new InvalidOperationException($"No recipients for {audience}"),
    };

    /// <summary>承辦責任人 once the unit has named one; until then the unit's own address.</summary>
    private async Task<IReadOnlyList<Recipient>> HandlerAsync(Guid petitionId, Guid? assignmentId, Guid unitId, CancellationToken cancellation)
    {
        if (!_handlers.ContainsKey(petitionId))
        {
            await ReadAheadAsync([petitionId], cancellation);
        }

        var handler = _handlers[petitionId]
            .Where(h => h.UnitId == unitId && (assignmentId is null || h.AssignmentId == assignmentId)).Select(h => h.Recipient).ToList();
        return handler.Count > 0 ? handler : await UnitAddressAsync(unitId, cancellation);
    }

    private async Task<IReadOnlyList<Recipient>> UnitAddressAsync(Guid unitId, CancellationToken cancellation)
    {
        if (!_units.TryGetValue(unitId, out var unit))
        {
            _units[unitId] = unit = await db.Set<Unit>().AsNoTracking().SingleAsync(u => u.Id == unitId, cancellation);
        }

        return string.IsNullOrWhiteSpace(unit.Email) ? [] : [new Recipient(unit.Email, Texts.Languages[0], unitId)];
    }

    private async Task<IReadOnlyList<Recipient>> PeopleAsync(string role, Guid? unitId, CancellationToken cancellation)
    {
        if (!_people.TryGetValue((role, unitId), out var people))
        {
            var members =
                from member in db.Set<StaffMember>()
                join membership in db.Set<IdentityUserRole<Guid>>() on member.Id equals membership.UserId
                join held in db.Set<IdentityRole<Guid>>() on membership.RoleId equals held.Id
                where held.Name == role && member.IsActive && member.Email != null && member.Email != "" && (unitId == null || member.UnitId == unitId)
                orderby member.Id
                select new Recipient(member.Email!, member.Language, member.UnitId);
            _people[(role, unitId)] = people = await members.ToListAsync(cancellation);
        }

        return people;
    }
}
