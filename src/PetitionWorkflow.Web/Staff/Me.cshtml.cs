using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Layout.Parts;

namespace PetitionWorkflow.Web.Staff;

/// <summary>A person's own page: language, and when reminders that are not urgent leave her alone.</summary>
[Authorize(Policy = Policies.SignedIn)]
public sealed class MeModel(PetitionDbContext db, UnitOfWorkRunner runner, CurrentViewer viewer, Texts texts) : PageModel
{
    [BindProperty]
    public MeInput Input { get; set; } = new();

    public ReminderHours Office { get; private set; } = ReminderHours.Default;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var id = viewer.Require().UserId;
        if (await db.Set<StaffMember>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellation) is not { } member)
        {
            return NotFound();
        }

        Office = await ReminderHours.ReadAsync(db, cancellation);
        Input = new MeInput { Language = member.Language, DigestHour = member.DigestHour, QuietFrom = member.QuietFrom, QuietUntil = member.QuietUntil };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Office = await ReminderHours.ReadAsync(db, cancellation);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var me = viewer.Require();
        var command = new ChangeOwnProfile(me.UserId, Input.Language, new OwnHours(Input.DigestHour, Input.QuietFrom, Input.QuietUntil), me.Act());
        if ((await runner.RunAsync<ChangeOwnProfileHandler>(h => h.HandleAsync(command, cancellation), cancellation)).Refusal is { } refusal)
        {
            foreach (var fault in refusal.Others.Prepend(refusal))
            {
                ModelState.AddModelError(fault.Field is { } field ? $"Input.{field}" : "", texts.Of(fault));
            }

            return Page();
        }

        this.Toast(texts.In(Input.Language)["Me.Saved"]);
        return LocalRedirect($"/language/{Input.Language}?back=/me");
    }
}

public sealed class MeInput
{
    public string Language { get; set; } = Texts.Languages[0];
    public int? DigestHour { get; set; }
    public TimeOnly? QuietFrom { get; set; }
    public TimeOnly? QuietUntil { get; set; }
}
