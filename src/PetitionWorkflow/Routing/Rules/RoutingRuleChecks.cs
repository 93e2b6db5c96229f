using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Categories;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Routing.Rules;

/// <summary>What a rule must keep to before it may be put in force: it asks something, says something, and what it names exists.</summary>
public sealed partial class RoutingRuleChecks(PetitionDbContext db, RoutingTables tables, CategoryTree categories)
{
    public const int MaxWords = 100;
    public const int MaxWordLength = 30;
    public const int MaxPeople = 100_000;

    /// <summary>One character would be found in nearly every text.</summary>
    public const int MinWordLength = 2;

    /// <summary>Every fault; none when the rule may be published.</summary>
    /// <param name="rule">As it shall stand.</param>
    /// <param name="isNew">A rule that the table in force does not have.</param>
    public async Task<IReadOnlyList<Refusal>> CheckAsync(RoutingRule rule, bool isNew, CancellationToken cancellation)
    {
        var faults = new List<Refusal>(ShapeFaults(rule));
        if (isNew && await WasUsedAsync(rule.Id, cancellation))
        {
            faults.Add(new Refusal("routing-rule-id-used", rule.Id) { Field = nameof(RoutingRule.Id) });
        }

        if (rule.Then.Unit is { } unit && !await db.Set<Unit>().AnyAsync(u => u.Code == unit && u.IsActive, cancellation))
        {
            faults.Add(new Refusal("unit-unknown") { Field = nameof(RoutingResult.Unit) });
        }

        if (rule.Then.Category is { } category && await categories.FindActiveAsync(category, cancellation) is null)
        {
            faults.Add(new Refusal("category-unknown") { Field = nameof(RoutingResult.Category) });
        }

        return faults;
    }

    private static IEnumerable<Refusal> ShapeFaults(RoutingRule rule)
    {
        if (!Id().IsMatch(rule.Id) || rule.Id == "new")
        {
            yield return new Refusal("routing-rule-id") { Field = nameof(RoutingRule.Id) };
        }

        foreach (var (field, words) in new[] { (nameof(rule.When.Words), rule.When.Words), (nameof(rule.When.NoneOf), rule.When.NoneOf), (nameof(rule.When.Places), rule.When.Places) })
        {
            if (words.Count > MaxWords || words.FirstOrDefault(w => w.Length is < MinWordLength or > MaxWordLength) is not null)
            {
                var unfit = words.FirstOrDefault(w => w.Length is < MinWordLength or > MaxWordLength) ?? words[^1];
                yield return new Refusal("routing-rule-word", unfit, MaxWordLength, MaxWords) { Field = field };
            }
        }

        if (rule.When.AtLeastPeople is < 1 or > MaxPeople)
        {
            yield return new Refusal("routing-rule-people", MaxPeople) { Field = nameof(rule.When.AtLeastPeople) };
        }

        if (rule.When.IsEmpty)
        {
            yield return new Refusal("routing-rule-without-condition", rule.Id) { Field = nameof(rule.When.Words) };
        }

        if (rule.Then.IsEmpty)
        {
            yield return new Refusal("routing-rule-without-result") { Field = nameof(rule.Then.Unit) };
        }

        if (rule.Then.Way is not null && rule.Then.MatterClass is not (null or MatterClass.Claim))
        {
            yield return new Refusal("way-only-for-claims") { Field = nameof(rule.Then.Way) };
        }

        if (rule.Then.Urgent is { } criterion && !UrgentCriteria.All.Contains(criterion))
        {
            yield return new Refusal("urgent-criterion-unknown") { Field = nameof(rule.Then.Urgent) };
        }
    }

    private async Task<bool> WasUsedAsync(string id, CancellationToken cancellation) =>
        (await tables.VersionsAsync(cancellation)).Any(v => RoutingTable.Read(v.Json).Value.Rules.Any(r => r.Id == id));

    [GeneratedRegex("^[a-z][a-z0-9-]{1,38}$")]
    private static partial Regex Id();
}
