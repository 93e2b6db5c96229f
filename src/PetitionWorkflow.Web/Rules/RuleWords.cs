using PetitionWorkflow.Routing.Rules;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Rules;

/// <summary>A routing rule in words.</summary>
internal static class RuleWords
{
    /// <param name="texts">In the reader's language.</param>
    /// <param name="when">Each part that the rule asks for is one line.</param>
    public static IEnumerable<string> LinesOf(this Texts texts, RoutingCondition when)
    {
        if (when.Words.Count > 0)
        {
            yield return Line("Words", when.Words);
        }

        if (when.NoneOf.Count > 0)
        {
            yield return Line("NoneOf", when.NoneOf);
        }

        if (when.Places.Count > 0)
        {
            yield return Line("Places", when.Places);
        }

        if (when.Levels.Count > 0)
        {
            yield return Line("Levels", when.Levels.Select(l => texts.Of(l)));
        }

        if (when.Channels.Count > 0)
        {
            yield return Line("Channels", when.Channels.Select(c => texts.Of(c)));
        }

        if (when.MatterClasses.Count > 0)
        {
            yield return Line("MatterClasses", when.MatterClasses.Select(c => texts.Of(c)));
        }

        if (when.AtLeastPeople is { } people)
        {
            yield return Line("AtLeastPeople", [people.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        }

        string Line(string part, IEnumerable<string> values) => texts["RulePages.Said", texts["RulePages." + part], string.Join('、', values)];
    }

    /// <param name="texts">In the reader's language.</param>
    /// <param name="then">Each result is one line.</param>
    /// <param name="unitNames">By code; a unit that is gone shows its code.</param>
    public static IEnumerable<string> LinesOf(this Texts texts, RoutingResult then, IReadOnlyDictionary<string, string> unitNames)
    {
        if (then.Urgent is { } criterion)
        {
            yield return Line("Urgent", texts["Intake.UrgentCriterion." + criterion]);
        }

        if (then.Unit is { } unit)
        {
            yield return Line("Unit", unitNames.GetValueOrDefault(unit, unit));
        }

        if (then.Category is { } category)
        {
            yield return Line("Category", category);
        }

        if (then.MatterClass is { } matterClass)
        {
            yield return Line("MatterClass", texts.Of(matterClass));
        }

        if (then.Way is { } way)
        {
            yield return Line("Way", texts.Of(way));
        }

        if (then.Importance is { } importance)
        {
            yield return Line("Importance", texts.Of(importance));
        }

        string Line(string part, string value) => texts["RulePages.Said", texts["RulePages." + part], value];
    }

    /// <summary>What a version changed in one rule.</summary>
    public static string Of(this Texts texts, TableDifference difference, IReadOnlyDictionary<string, string> unitNames)
    {
        return difference switch
        {
            { IsMovedOnly: true } => texts["RulePages.Moved", difference.Id],
            { Before: null, After: { } added } => texts["RulePages.Added", difference.Id, Said(added)],
            { After: null, Before: { } removed } => texts["RulePages.Removed", difference.Id, Said(removed)],
            _ => texts["RulePages.Changed", difference.Id, Said(difference.Before!), Said(difference.After!)],
        };

        string Said(RoutingRule rule) => string.Join(texts["RulePages.Between"], texts.LinesOf(rule.When).Concat(texts.LinesOf(rule.Then, unitNames)));
    }
}
