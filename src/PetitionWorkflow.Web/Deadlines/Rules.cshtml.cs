using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Deadlines;

/// <summary>The clock catalogue: every clock with the rule in force today, and what is published for later.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class RulesModel(ClockCatalogues catalogues, TimeProvider time) : PageModel
{
    public IReadOnlyList<(ClockRule Today, ClockRule? Later)> Clocks { get; private set; } = [];

    public void OnGet()
    {
        var (catalogue, today) = (catalogues.Current, time.Today());
        Clocks =
        [
            .. catalogue.Rules.Where(rule => rule.IsInForce(today))
                .Select(rule => (rule, catalogue.Newest(rule.Code) is { } newest && newest.EffectiveFrom > today ? newest : null)),
        ];
    }
}
