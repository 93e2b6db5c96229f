using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions;

/// <summary>The contacts with a petitioner, read from the case's history.</summary>
public static class CaseContacts
{
    /// <summary>In the order of their days.</summary>
    public static async Task<IReadOnlyList<ContactRecorded>> ContactsAsync(this PetitionDbContext db, Guid petitionId, CancellationToken cancellation)
    {
        var stored = await db.Set<CaseEvent>().Where(e => e.PetitionId == petitionId && e.Kind == nameof(ContactRecorded))
            .OrderBy(e => e.Id).Select(e => e.Data).ToListAsync(cancellation);
        return [.. stored.Select(data => JsonSerializer.Deserialize<ContactRecorded>(data, CaseEvent.Json)!).OrderBy(c => c.On)];
    }
}
