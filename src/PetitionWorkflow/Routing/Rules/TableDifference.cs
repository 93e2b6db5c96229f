using System.Text.Json;

namespace PetitionWorkflow.Routing.Rules;

/// <summary>One rule in which a version of the table differs from the one before.</summary>
/// <param name="Before">Null for a rule that is new.</param>
/// <param name="After">Null for a rule that was taken out.</param>
/// <param name="IsMovedOnly">It says the same at another place of the table.</param>
public sealed record TableDifference(RoutingRule? Before, RoutingRule? After, bool IsMovedOnly)
{
    public string Id => (After ?? Before)!.Id;

    public static IReadOnlyList<TableDifference> Between(RoutingTable before, RoutingTable after)
    {
        var (old, now) = (before.Rules.ToDictionary(r => r.Id), after.Rules.ToDictionary(r => r.Id));
        var differences = new List<TableDifference>();
        differences.AddRange(before.Rules.Where(r => !now.ContainsKey(r.Id)).Select(r => new TableDifference(r, null, false)));
        differences.AddRange(after.Rules.Where(r => old.TryGetValue(r.Id, out var was) ? Said(was) != Said(r) : true)
            .Select(r => new TableDifference(old.GetValueOrDefault(r.Id), r, false)));
        return differences.Count > 0 ? differences : [.. Moved(before, after)];
    }

    /// <summary>Of the same rules in another order, the one whose removal makes both orders equal.</summary>
    private static IEnumerable<TableDifference> Moved(RoutingTable before, RoutingTable after)
    {
        var (old, now) = (before.Rules.Select(r => r.Id).ToList(), after.Rules.Select(r => r.Id).ToList());
        return after.Rules.Where(r => old.IndexOf(r.Id) != now.IndexOf(r.Id) && old.Where(id => id != r.Id).SequenceEqual(now.Where(id => id != r.Id)))
            .Take(1).Select(r => new TableDifference(before.Rules[old.IndexOf(r.Id)], r, true));
    }

    private static string Said(RoutingRule rule) => JsonSerializer.Serialize(rule, RoutingTable.Json);
}
