using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Categories;
using PetitionWorkflow.Routing.Rules;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Rules;

/// <summary>One rule of the decision table: changed, added or taken out, which makes the table's next version.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class RuleModel(RoutingTables tables, PetitionDbContext db, CategoryTree categories, UnitOfWorkRunner runner, CurrentViewer viewer, Texts texts) : PageModel
{
    private const string New = "new";

    [BindProperty]
    public RuleInput Input { get; set; } = new();

    /// <summary>Null for a rule that is being added.</summary>
    public string? Existing { get; private set; }

    public int InForce { get; private set; }
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public IReadOnlyList<string> Categories { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        if (await LoadAsync(id, cancellation) is not { } table)
        {
            return NotFound();
        }

        var at = table.Rules.ToList().FindIndex(r => r.Id == Existing);
        Input = at < 0 ? new RuleInput { BasedOn = InForce, Position = table.Rules.Count + 1 } : RuleInput.Of(table.Rules[at], at + 1, InForce);
        return Page();
    }

    public Task<IActionResult> OnPostPublishAsync(string id, CancellationToken cancellation) => ChangeAsync(id, () => Input.Rule(Existing), cancellation);

    public Task<IActionResult> OnPostRemoveAsync(string id, CancellationToken cancellation) => ChangeAsync(id, () => null, cancellation);

    private async Task<IActionResult> ChangeAsync(string id, Func<RoutingRule?> rule, CancellationToken cancellation)
    {
        if (await LoadAsync(id, cancellation) is null)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var command = new ChangeRoutingTable(Input.BasedOn, Existing, rule(), Input.Position, Input.Note, viewer.Require().Act());
        var changed = await runner.RunAsync<ChangeRoutingTableHandler, int>(h => h.HandleAsync(command, cancellation), cancellation);
        if (changed.Refusal is not { } refusal)
        {
            this.Toast(texts["RulePages.Done", changed.Value]);
            return Redirect("/routing");
        }

        foreach (var fault in refusal.Others.Prepend(refusal))
        {
            ModelState.AddModelError(fault.Field is { } field ? $"Input.{field}" : "", texts.Of(fault));
        }

        if (refusal.Code == "routing-table-changed-meanwhile")
        {
            // What was entered is kept and may be published over the newer version once that was looked at.
            ModelState.Remove("Input.BasedOn");
            Input.BasedOn = InForce;
        }

        return Page();
    }

    private async Task<RoutingTable?> LoadAsync(string id, CancellationToken cancellation)
    {
        (InForce, var table) = await tables.InForceAsync(cancellation);
        Existing = id == New ? null : table.Rules.FirstOrDefault(r => r.Id == id)?.Id;
        Units = await db.Set<Unit>().AsNoTracking().Where(u => u.IsActive).OrderBy(u => u.Name).ToListAsync(cancellation);
        Categories = [.. (await categories.ActiveAsync(cancellation)).Select(c => c.Path)];
        return Existing is null && id != New ? null : table;
    }
}
