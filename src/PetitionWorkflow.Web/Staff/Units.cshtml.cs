using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Layout.Parts;

namespace PetitionWorkflow.Web.Staff;

/// <summary>The handling units: name, mail address, whether they still take matters; each row is its own form.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class UnitsModel(PetitionDbContext db, UnitOfWorkRunner runner, CurrentViewer viewer, Texts texts) : PageModel
{
    public IReadOnlyList<Unit> Units { get; private set; } = [];

    /// <summary>What was typed into the form that was refused; it stays there.</summary>
    [BindProperty]
    public UnitInput Input { get; set; } = new();

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Units = await db.Set<Unit>().AsNoTracking().OrderByDescending(u => u.IsActive).ThenBy(u => u.Name).ToListAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var act = viewer.Require().Act();
        var refusal = Input.Id is { } id
            ? (await runner.RunAsync<ChangeUnitHandler>(h => h.HandleAsync(new ChangeUnit(id, Input.Name ?? "", Input.Email, Input.IsActive, act), cancellation), cancellation)).Refusal
            : (await runner.RunAsync<CreateUnitHandler, Guid>(h => h.HandleAsync(new CreateUnit(Input.Code ?? "", Input.Name ?? "", Input.Email, null, act), cancellation), cancellation)).Refusal;
        if (refusal is not null)
        {
            ModelState.AddModelError("", texts.Of(refusal));
            await OnGetAsync(cancellation);
            return Page();
        }

        this.Toast(texts["Staff.Saved", Input.Name]);
        return RedirectToPage();
    }
}

public sealed class UnitInput
{
    public Guid? Id { get; set; }
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? Email { get; set; }
    public bool IsActive { get; set; }
}
