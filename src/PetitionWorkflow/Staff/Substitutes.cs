using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff;

/// <summary>Somebody who is away, and who stands in.</summary>
public sealed record StandIn(StaffMember Away, StaffMember Substitute);

/// <summary>代理: who is written to beside a person who is away today. Read once per unit of work; few are away at once.</summary>
public sealed class Substitutes(PetitionDbContext db, TimeProvider time)
{
    private Dictionary<Guid, StaffMember>? _away;

    /// <summary>One for each person who reads the address and is away. A substitute who is away too is stood in for in turn.</summary>
    public async Task<IReadOnlyList<StandIn>> OfAsync(string address, CancellationToken cancellation)
    {
        var away = _away ??= await ReadAsync(cancellation);
        var found = new List<StandIn>();
        foreach (var member in away.Values.Where(m => string.Equals(m.Email, address, StringComparison.OrdinalIgnoreCase)))
        {
            if (await FollowAsync(member, away, cancellation) is { } substitute)
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

    /// <summary>Two who stand in for each other end the search where it began: then nobody is there.</summary>
    private async Task<StaffMember?> FollowAsync(StaffMember member, Dictionary<Guid, StaffMember> away, CancellationToken cancellation)
    {
        var asked = new HashSet<Guid> { member.Id };
        var next = member.SubstituteId;
        while (next is { } id && asked.Add(id))
        {
            if (!away.TryGetValue(id, out var awayToo))
            {
                return await db.Set<StaffMember>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.IsActive && m.Email != null && m.Email != "", cancellation);
            }

            next = awayToo.SubstituteId;
        }

        return null;
    }
}
