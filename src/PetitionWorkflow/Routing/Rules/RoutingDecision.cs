using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Routing.Rules;

/// <summary>What the table looks at.</summary>
public sealed record RoutingFacts(string Subject, string Text, string? Place, Channel Channel, int PeopleCount, MatterClass? MatterClass)
{
    /// <summary>Read from the place.</summary>
    public GovernmentLevel? Level => PlaceLevel.Of(Place);

    public static RoutingFacts Of(Petition petition) => new(
        petition.Subject, petition.Text, petition.Place, petition.Channel, petition.Petitioner.PeopleCount, petition.MatterClass);
}

/// <summary>A rule that applied, and by which words.</summary>
/// <param name="Level">The level of the place, where the rule asks for one.</param>
public sealed record MatchedRule(string Id, IReadOnlyList<string> Words, GovernmentLevel? Level = null)
{
    /// <summary>The rule and what it found.</summary>
    public string In(Texts texts)
    {
        var said = string.Join('、', Level is { } level ? Words.Append(texts["Routing.ByLevel", texts.Of(level)]) : Words);
        return said.Length == 0 ? Id : $"{Id}（{said}）";
    }
}

/// <summary>
/// The table's answer. Unit, category and class come from the first matching rule that names one; importance is the highest that any
/// names; one rule that calls it urgent suffices.
/// </summary>
public sealed record RoutingDecision(IReadOnlyList<MatchedRule> Matched, RoutingResult Result)
{
    /// <summary>The rule that chose the unit.</summary>
    public string? UnitRule { get; private init; }

    /// <summary>The rule that chose the way.</summary>
    public string? WayRule { get; private init; }

    /// <summary>Pure: the same table and the same facts always give the same answer.</summary>
    public static RoutingDecision Of(RoutingTable table, RoutingFacts facts)
    {
        var matched = new List<MatchedRule>();
        var result = new RoutingResult();
        string? unitRule = null, wayRule = null;
        foreach (var rule in table.Rules)
        {
            if (Match(rule.When, facts) is not { } words)
            {
                continue;
            }

            matched.Add(new MatchedRule(rule.Id, words, rule.When.Levels.Count == 0 ? null : facts.Level));
            unitRule ??= rule.Then.Unit is null ? null : rule.Id;
            wayRule ??= rule.Then.Way is null ? null : rule.Id;
            result = Merge(result, rule.Then);
        }

        return new RoutingDecision(matched, result) { UnitRule = unitRule, WayRule = wayRule };
    }

    private static RoutingResult Merge(RoutingResult soFar, RoutingResult next) => new()
    {
        Unit = soFar.Unit ?? next.Unit,
        Category = soFar.Category ?? next.Category,
        MatterClass = soFar.MatterClass ?? next.MatterClass,
        Way = soFar.Way ?? next.Way,
        Importance = soFar.Importance is { } a && next.Importance is { } b ? (Importance)Math.Max((int)a, (int)b) : soFar.Importance ?? next.Importance,
        Urgent = soFar.Urgent ?? next.Urgent,
    };

    /// <summary>The words found, empty when the rule asks for none; null when it does not apply.</summary>
    private static IReadOnlyList<string>? Match(RoutingCondition when, RoutingFacts facts)
    {
        var words = when.Words.Where(word => Says(facts, word)).ToList();
        var applies = (when.Words.Count == 0 || words.Count > 0)
            && !when.NoneOf.Any(word => Says(facts, word))
            && (when.Places.Count == 0 || when.Places.Any(place => facts.Place?.Contains(place, StringComparison.Ordinal) == true))
            && (when.Levels.Count == 0 || (facts.Level is { } level && when.Levels.Contains(level)))
            && (when.Channels.Count == 0 || when.Channels.Contains(facts.Channel))
            && (when.MatterClasses.Count == 0 || (facts.MatterClass is { } known && when.MatterClasses.Contains(known)))
            && (when.AtLeastPeople is not { } people || facts.PeopleCount >= people);
        return applies ? words : null;
    }

    private static bool Says(RoutingFacts facts, string word) =>
        facts.Subject.Contains(word, StringComparison.Ordinal) || facts.Text.Contains(word, StringComparison.Ordinal);
}
