using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines.Profiles;

/// <param name="Profile">One of <see cref="ClockProfiles.All"/>.</param>
/// <param name="Now">Cases of the last year that the table in force would give it to.</param>
/// <param name="Then">Those that the draft would.</param>
public sealed record ProfileShare(string Profile, int Now, int Then);

/// <summary>What a draft of the table would have done with the cases of the last year, before it is published.</summary>
public sealed class ProfileTablePreview(PetitionDbContext db, CaseProfiles profiles, TimeProvider time)
{
    public async Task<IReadOnlyList<ProfileShare>> OfAsync(IReadOnlyList<ProfileRow> rows, CancellationToken cancellation)
    {
        var since = time.UtcNow().AddYears(-1);
        var cases = await db.Set<Petition>().AsNoTracking().Where(p => p.ReceivedAt >= since && p.Kind == CaseKind.Petition)
            .GroupBy(p => new { p.Channel, p.Place })
            .Select(g => new { g.Key.Channel, g.Key.Place, Count = g.Count() })
            .ToListAsync(cancellation);
        var (now, then) = (await profiles.CurrentAsync(cancellation), new ProfileTable(0, rows));
        return
        [
            .. ClockProfiles.All.Select(profile => new ProfileShare(
                profile, cases.Where(c => now.Decide(c.Channel, c.Place).Profile == profile).Sum(c => c.Count), cases.Where(c => then.Decide(c.Channel, c.Place).Profile == profile).Sum(c => c.Count))),
        ];
    }
}
