using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines.Profiles;

/// <summary>Decides which profile a case follows, once: at its first clock. Whatever is published later, the case goes on as it began.</summary>
public sealed class CaseProfiles(PetitionDbContext db)
{
    private ProfileTable? _current;

    public async Task<ProfileTable> CurrentAsync(CancellationToken cancellation) => _current ??=
        (await db.Set<ProfileTableVersion>().AsNoTracking().OrderByDescending(v => v.Version).FirstOrDefaultAsync(cancellation))?.Table ?? ProfileTable.Empty;

    public async Task<ProfileChoice> OfCaseAsync(Guid petitionId, CancellationToken cancellation)
    {
        var petition = await db.FindAsync<Petition>([petitionId], cancellation) ?? throw new InvalidOperationException($"There is no case {petitionId}.");
        if (petition.ClockProfileJson is { } kept)
        {
            return JsonSerializer.Deserialize<ProfileChoice>(kept, CaseEvent.Json)!;
        }

        var choice = (await CurrentAsync(cancellation)).Decide(petition.Channel, petition.Place);
        petition.ClockProfileJson = JsonSerializer.Serialize(choice, CaseEvent.Json);
        return choice;
    }
}
