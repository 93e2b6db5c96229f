using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Deadlines;

/// <summary>The clock catalogue: every clock with the rule in force today, and what is published for later.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class RulesModel(ClockCatalogues catalogues, PetitionDbContext db, UnitOfWorkRunner runner, CurrentViewer viewer, TimeProvider time, Texts texts) : PageModel
{
    /// <summary>The hours for reminders that are not urgent.</summary>
    [BindProperty]
    public int From { get; set; }

    [BindProperty]
    public int Until { get; set; }

    public IReadOnlyList<(ClockRule Today, ClockRule? Later)> Clocks { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        (From, Until) = await ReminderHours.ReadAsync(db, cancellation);
        Show();
    }

    public async Task<IActionResult> OnPostHoursAsync(CancellationToken cancellation)
    {
        if (ModelState.IsValid)
        {
            var command = new SetReminderHours(From, Until, viewer.Require().Act());
            if ((await runner.RunAsync<SetReminderHoursHandler>(h => h.HandleAsync(command, cancellation), cancellation)).Refusal is not { } refusal)
            {
                this.Toast(texts["ClockRules.HoursSaved"]);
                return RedirectToPage();
            }

            ModelState.AddModelError(refusal.Field ?? "", texts.Of(refusal));
        }

        Show();
        return Page();
    }

    private void Show()
    {
        var (catalogue, today) = (catalogues.Current, time.Today());
        Clocks =
        [
            .. catalogue.Rules.Where(rule => rule.IsInForce(today))
                .Select(rule => (rule, catalogue.Newest(rule.Code) is { } newest && newest.EffectiveFrom > today ? newest : null)),
        ];
    }
}
