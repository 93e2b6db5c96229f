using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Categories;
using PetitionWorkflow.Routing.Rules;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>
/// Asks the decision table (C05, C20). It only suggests: the clerk's form shows value and reason, and the event keeps table version,
/// rules and inputs, so that the suggestion can be reproduced.
/// </summary>
[Activity("Petition", "RouteByRules", DisplayName = "Route by rules", Description = "Suggests unit, class, importance and urgency by the decision table.")]
public sealed class RouteByRules : CaseActivity
{
    [Output(DisplayName = "Suggestion", Description = "classify and assign hold the suggestions for those forms.")]
    public Output<object> Suggestion { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var (version, table) = await step.Service<RoutingTables>().InForceAsync(step.Cancellation);
        var facts = RoutingFacts.Of(step.Petition);
        var decision = RoutingDecision.Of(table, facts);
        var unit = decision.Result.Unit is { } code
            ? await step.Work.Db.Set<Unit>().AsNoTracking().SingleOrDefaultAsync(u => u.Code == code && u.IsActive, step.Cancellation)
            : null;

        // Rules must not lead accused people to the accusation.
        unit = unit?.Id == step.Petition.AccusedUnitId ? null : unit;
        step.Raise(new RouteSuggested(version, decision.Matched, decision.Result, facts.Channel, facts.Place, facts.PeopleCount, facts.Level, decision.WayRule));
        var suggestion = Suggest(version, decision, unit, await SaidByRegisterAsync(step), await GuessAsync(step), step.Service<Texts>());
        if ((decision.Result.Importance ?? Importance.Ordinary) == Importance.Ordinary && decision.Result.Urgent is null)
        {
            await step.Service<SimplifiedProcedure>().OfferAsync(step.Petition, (Dictionary<string, object?>)suggestion["classify"]!, step.Cancellation);
        }

        step.Context.Set(Suggestion, suggestion);
    }

    /// <summary>What the register itself speaks for, where no rule says otherwise.</summary>
    private sealed record Said(MatterClass Class, string? Category);

    /// <summary>What comes from the suggestion box is a suggestion (C09), everything else a claim; a platform's category counts when we have one of that name.</summary>
    private static async ValueTask<Said> SaidByRegisterAsync(CaseStep step)
    {
        var register = ChannelRegister.Of(step.Petition);
        var category = register is OnlineRegister { Category: { Length: > 0 } given } ? await step.Service<CategoryTree>().FindActiveAsync(given, step.Cancellation) : null;
        return new Said(step.Petition.MatterClass ?? (register is LetterRegister { FromSuggestionBox: true } ? MatterClass.Suggestion : MatterClass.Claim), category?.Path);
    }

    /// <summary>The three categories that the words of the text speak for; the clerk chooses (docs/adr/0013-category-suggestions.md).</summary>
    private static async ValueTask<List<object?>> GuessAsync(CaseStep step)
    {
        var guesser = await step.Service<CategoryGuesses>().TodayAsync(step.Cancellation);
        return
        [
            .. guesser.Guess($"{step.Petition.Subject}\n{step.Petition.Text}").Take(3)
                .Select(g => new Dictionary<string, object?> { ["value"] = g.Category, ["reason"] = string.Join('、', g.Terms) }),
        ];
    }

    private static Dictionary<string, object?> Suggest(int version, RoutingDecision decision, Unit? unit, Said said, List<object?> guesses, Texts texts)
    {
        var result = decision.Result;
        var reason = decision.Matched.Count == 0
            ? texts["Routing.NoRule", version]
            : texts["Routing.ByRules", version, string.Join(' ', decision.Matched.Select(rule => rule.In(texts)))];
        var classify = new Dictionary<string, object?>();
        Add(classify, "matterClass", (result.MatterClass ?? said.Class).ToString());
        var way = WaySuggestions.Of(version, result.Way, decision.WayRule, decision.Matched, texts);
        classify["way"] = new Dictionary<string, object?> { ["value"] = way.Way.ToString(), ["reason"] = way.Reason };
        Add(classify, "importance", (result.Importance ?? Importance.Ordinary).ToString());
        classify["category"] = Category(result.Category, said.Category, reason, guesses, texts);
        Add(classify, "urgent", result.Urgent is null ? null : "true");
        Add(classify, "urgentCriterion", result.Urgent);
        var assign = new Dictionary<string, object?>();
        Add(assign, "leadUnit", unit?.Id.ToString());
        return new Dictionary<string, object?>
        {
            ["classify"] = classify,
            ["assign"] = assign,
            ["unit"] = unit?.Id.ToString(),
            ["unitRule"] = decision.UnitRule,
            ["tableVersion"] = (long)version,
            ["reason"] = reason,
        };

        void Add(Dictionary<string, object?> form, string field, string? value)
        {
            if (value is not null)
            {
                form[field] = new Dictionary<string, object?> { ["value"] = value, ["reason"] = reason };
            }
        }
    }

    /// <summary>The table's category; where it has none, the platform's. A platform that says otherwise is offered first among the choices.</summary>
    private static Dictionary<string, object?> Category(string? byRules, string? onPlatform, string reason, List<object?> guesses, Texts texts) => new()
    {
        ["value"] = byRules ?? onPlatform ?? "",
        ["reason"] = byRules is null && onPlatform is not null ? texts["Routing.ByPlatform", onPlatform] : reason,
        ["choices"] = byRules is null || onPlatform is null || byRules == onPlatform
            ? guesses
            : [new Dictionary<string, object?> { ["value"] = onPlatform, ["reason"] = "" }, .. guesses],
    };
}
