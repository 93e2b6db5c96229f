using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.Rules;

/// <summary>The way of Art. 31 that the table suggested for a case, and why; where no rule names one it is the last way.</summary>
/// <param name="Reason">The rule and its words; of the last way, that no other applies (Art. 31 (6)).</param>
public sealed record WaySuggestion(HandlingWay Way, string Reason);

/// <summary>Reads back what the case's history keeps of the suggestion.</summary>
public sealed class WaySuggestions(PetitionDbContext db, Texts texts)
{
    private static readonly KeptQuery<Guid, string> Newest = new((db, petition) => db.Set<CaseEvent>()
        .Where(e => e.PetitionId == petition && e.Kind == nameof(RouteSuggested)).OrderByDescending(e => e.Id).Select(e => e.Data).Take(1));

    public async Task<WaySuggestion> OfAsync(Guid petitionId, CancellationToken cancellation)
    {
        var stored = await Newest.FirstAsync(db, petitionId, cancellation);
        var suggested = stored is null ? null : JsonSerializer.Deserialize<RouteSuggested>(stored, CaseEvent.Json);
        return suggested is null
            ? new WaySuggestion(HandlingWay.PetitionOpinion, texts["Routing.LastWay"])
            : Of(suggested.TableVersion, suggested.Result.Way, suggested.WayRule, suggested.Rules, texts);
    }

    /// <summary>Where the history does not say which rule it was, all that applied are named.</summary>
    public static WaySuggestion Of(int version, HandlingWay? way, string? rule, IReadOnlyList<MatchedRule> matched, Texts texts)
    {
        var said = matched.Where(m => rule is null || m.Id == rule).Select(m => m.In(texts));
        return way is { } named
            ? new WaySuggestion(named, texts["Routing.ByRules", version, string.Join(' ', said)])
            : new WaySuggestion(HandlingWay.PetitionOpinion, texts["Routing.LastWay"]);
    }
}
