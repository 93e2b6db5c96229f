using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.Rules;

/// <summary>The way of Art. 31 that the table suggested for a case, and why; where no rule names one it is the last way.</summary>
/// <param name="Reason">Null where no rule named it.</param>
public sealed record WaySuggestion(HandlingWay Way, string? Reason);

/// <summary>Reads back what the case's history keeps of the suggestion.</summary>
public sealed class WaySuggestions(PetitionDbContext db, Texts texts)
{
    public async Task<WaySuggestion> OfAsync(Guid petitionId, CancellationToken cancellation)
    {
        var stored = await db.Set<CaseEvent>().AsNoTracking().Where(e => e.PetitionId == petitionId && e.Kind == nameof(RouteSuggested))
            .OrderByDescending(e => e.Id).Select(e => e.Data).FirstOrDefaultAsync(cancellation);
        var suggested = stored is null ? null : JsonSerializer.Deserialize<RouteSuggested>(stored, CaseEvent.Json);
        return suggested?.Result.Way is { } way
            ? new WaySuggestion(way, texts["Routing.ByRules", suggested.TableVersion, string.Join(' ', suggested.Rules.Select(r => r.In(texts)))])
            : new WaySuggestion(HandlingWay.PetitionOpinion, null);
    }
}
