using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Layout.Parts;

namespace PetitionWorkflow.Web.Staff;

/// <summary>Keys of other systems: issued, shown once, revoked.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class KeysModel(PetitionDbContext db, UnitOfWorkRunner runner, CurrentViewer viewer, Texts texts) : PageModel
{
    public IReadOnlyList<(ApiKey Key, string? Unit)> Keys { get; private set; } = [];
    public IReadOnlyList<Unit> Units { get; private set; } = [];

    [BindProperty, Display(Name = "Staff.KeyName")]
    public string? Name { get; set; }

    [BindProperty, Display(Name = "Staff.KeyRole")]
    public string? Role { get; set; }

    [BindProperty, Display(Name = "Staff.KeyUnit")]
    public Guid? UnitId { get; set; }

    /// <summary>Only in the answer that issues it.</summary>
    public string? Issued { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Units = await db.Set<Unit>().AsNoTracking().Where(u => u.IsActive).OrderBy(u => u.Name).ToListAsync(cancellation);
        var names = await db.Set<Unit>().ToDictionaryAsync(u => u.Id, u => u.Name, cancellation);
        var keys = await db.Set<ApiKey>().AsNoTracking().OrderBy(k => k.RevokedAt != null).ThenBy(k => k.Name).ToListAsync(cancellation);
        Keys = [.. keys.Select(k => (k, k.UnitId is { } unit ? names.GetValueOrDefault(unit) : null))];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var command = new IssueApiKey(Name, Role, UnitId, viewer.Require().Act());
        var done = await runner.RunAsync<IssueApiKeyHandler, IssuedApiKey>(h => h.HandleAsync(command, cancellation), cancellation);
        if (done.Refusal is { } refusal)
        {
            ModelState.AddModelError(refusal.Field ?? "", texts.Of(refusal));
        }
        else
        {
            Issued = done.Value.Key;
            Response.Headers.CacheControl = "no-cache, no-store";
        }

        await OnGetAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken cancellation)
    {
        var done = await runner.RunAsync<RevokeApiKeyHandler>(h => h.HandleAsync(new RevokeApiKey(id, viewer.Require().Act()), cancellation), cancellation);
        if (done.Refusal is { } refusal)
        {
            ModelState.AddModelError("", texts.Of(refusal));
            await OnGetAsync(cancellation);
            return Page();
        }

        this.Toast(texts["Staff.KeyRevoked"]);
        return RedirectToPage();
    }
}
