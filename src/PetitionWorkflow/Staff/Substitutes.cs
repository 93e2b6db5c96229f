using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff;

/// <summary>Somebody who is away, and who stands in.</summary>
public sealed record StandIn(StaffMember Away, StaffMember Substitute);

/// <summary>代理: who is there, and is written to, in place of a person who is away today. Read once per unit of work; few are away at once.</summary>
public sealed class Substitutes(PetitionDbContext db, TimeProvider time)
{
    private Dictionary<Guid, StaffMember>? _away;
    private Dictionary<Guid, (string? Address, string? Second)>? _secondAddresses;

    /// <summary>Everybody who is away today, with who is there in their place. Without one: nobody is there.</summary>
    public async Task<IReadOnlyDictionary<Guid, StandIn>> AwayAsync(CancellationToken cancellation)
    {
        var away = _away ??= await ReadAsync(cancellation);
        var found = new Dictionary<Guid, StandIn>();
        foreach (var member in away.Values)
        {
            if (await FollowAsync(member, away, withMail: false, cancellation) is { } substitute)
            {
                found.Add(member.Id, new StandIn(member, substitute));
            }
        }

        return found;
    }

    /// <summary>The people, and after them who stands in for one of them and is not among them already.</summary>
    public async Task<IReadOnlyList<StaffMember>> BesideAsync(IReadOnlyList<StaffMember> people, CancellationToken cancellation)
    {
        var away = await AwayAsync(cancellation);
        return [.. people.Concat(people.Where(m => away.ContainsKey(m.Id)).Select(m => away[m.Id].Substitute)).DistinctBy(m => m.Id)];
    }

    /// <summary>
    /// The second address of a unit, when mails to its own fail or its head said so for these days; null when there is no need for it.
    /// </summary>
    public async Task<string?> OfUnitAsync(Guid unitId, string address, CancellationToken cancellation) =>
        (_secondAddresses ??= await ReadSecondAddressesAsync(cancellation)).TryGetValue(unitId, out var unit) && unit.Address == address ? unit.Second : null;

    /// <summary>One for each person who reads the address and is away. A substitute who is away too is stood in for in turn.</summary>
    public async Task<IReadOnlyList<StandIn>> OfAsync(string address, CancellationToken cancellation)
    {
        var away = _away ??= await ReadAsync(cancellation);
        var found = new List<StandIn>();
        foreach (var member in away.Values.Where(m => string.Equals(m.Email, address, StringComparison.OrdinalIgnoreCase)))
        {
            if (await FollowAsync(member, away, withMail: true, cancellation) is { } substitute)
            {
                found.Add(new StandIn(member, substitute));
            }
        }

        return found;
    }

    private async Task<Dictionary<Guid, StaffMember>> ReadAsync(CancellationToken cancellation)
    {
        var today = time.Today();
        return await db.Set<StaffMember>().AsNoTracking()
            .Where(m => m.IsActive && m.SubstituteId != null && m.AwayFrom <= today && m.AwayUntil >= today)
            .ToDictionaryAsync(m => m.Id, cancellation);
    }

    private async Task<Dictionary<Guid, (string? Address, string? Second)>> ReadSecondAddressesAsync(CancellationToken cancellation)
    {
        var today = time.Today();
        return await db.Set<Unit>().AsNoTracking()
            .Where(u => u.SubstituteEmail != null && u.SubstituteEmail != u.Email && (u.EmailFailedAt != null || (u.SubstituteFrom <= today && u.SubstituteUntil >= today)))
            .ToDictionaryAsync(u => u.Id, u => (u.Email, u.SubstituteEmail), cancellation);
    }

    /// <summary>Two who stand in for each other end the search where it began: then nobody is there.</summary>
    private async Task<StaffMember?> FollowAsync(StaffMember member, Dictionary<Guid, StaffMember> away, bool withMail, CancellationToken cancellation)
    {
        var asked = new HashSet<Guid> { member.Id };
        var next = member.SubstituteId;
        while (next is { } id && asked.Add(id))
        {
            if (!away.TryGetValue(id, out var awayToo))
            {
                return await db.Set<StaffMember>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.IsActive && (!withMail || (m.Email != null && m.Email != "")), cancellation);
            }

            next = awayToo.SubstituteId;
        }

        return null;
    }
}
