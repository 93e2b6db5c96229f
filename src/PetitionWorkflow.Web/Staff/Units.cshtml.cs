using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Mail.Editing;
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
            ? (await runner.RunAsync<ChangeUnitHandler>(h => h.HandleAsync(new ChangeUnit(id, Input.Name ?? "", Input.Email, Input.IsActive, act) { ParentId = Input.ParentId, Level = Input.Level, SubstituteEmail = Input.SubstituteEmail, SubstituteFrom = Input.SubstituteFrom, SubstituteUntil = Input.SubstituteUntil }, cancellation), cancellation)).Refusal
            : (await runner.RunAsync<CreateUnitHandler, Guid>(h => h.HandleAsync(new CreateUnit(Input.Code ?? "", Input.Name ?? "", Input.Email, Input.ParentId, act) { Level = Input.Level }, cancellation), cancellation)).Refusal;
        if (refusal is not null)
        {
            ModelState.AddModelError("", texts.Of(refusal));
            await OnGetAsync(cancellation);
            return Page();
        }

        this.Toast(texts["Staff.Saved", Input.Name]);
        return RedirectToPage();
    }

    /// <summary>One mail to the unit's saved address; the unit's mail log shows what became of it.</summary>
    public async Task<IActionResult> OnPostTestAsync(Guid id, CancellationToken cancellation)
    {
        var sent = await runner.RunAsync<SendTestToUnitHandler, string>(h => h.HandleAsync(new SendTestToUnit(id), cancellation), cancellation);
        this.Toast(sent.Refusal is { } refusal ? texts.Of(refusal) : texts["NoticePages.TestSent", sent.Value], sent.IsRefused);
        return RedirectToPage();
    }
}

public sealed class UnitInput
{
    public Guid? Id { get; set; }
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? SubstituteEmail { get; set; }
    public DateOnly? SubstituteFrom { get; set; }
    public DateOnly? SubstituteUntil { get; set; }
    public bool IsActive { get; set; }
    public Guid? ParentId { get; set; }
    public GovernmentLevel? Level { get; set; }
}
