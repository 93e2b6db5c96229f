using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Layout.Parts;

namespace PetitionWorkflow.Web.Staff;

/// <summary>A person's own page: language, and when reminders that are not urgent leave her alone.</summary>
[Authorize(Policy = Policies.SignedIn)]
public sealed class MeModel(PetitionDbContext db, ClockCatalogues catalogues, UnitOfWorkRunner runner, CurrentViewer viewer, Texts texts) : PageModel
{
    [BindProperty]
    public MeInput Input { get; set; } = new();

    [BindProperty]
    public AbsenceInput Absence { get; set; } = new();

    /// <summary>As it is, or as it was asked for.</summary>
    public AbsenceInput Away { get; private set; } = new();

    public ReminderHours Office { get; private set; } = ReminderHours.Default;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var id = viewer.Require().UserId;
        if (await db.Set<StaffMember>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellation) is not { } member)
        {
            return NotFound();
        }

        Input = InputOf(member);
        await ShowAsync(member, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAbsenceAsync(bool ends, CancellationToken cancellation)
    {
        var me = viewer.Require();
        if (ModelState.IsValid)
        {
            var command = Absence.Command(me.UserId, ends, me);
            if ((await runner.RunAsync<SetAbsenceHandler>(h => h.HandleAsync(command, cancellation), cancellation)).Refusal is not { } refusal)
            {
                this.Toast(texts["Me.AbsenceSaved"]);
                return RedirectToPage();
            }

            ModelState.AddModelError(refusal.Field is { } field ? $"Absence.{field}" : "", texts.Of(refusal));
        }

        var member = await MemberAsync(me, cancellation);
        Input = InputOf(member);
        await ShowAsync(member, cancellation);
        Away.Take(Absence);
        return Page();
    }

    private async Task ShowAsync(StaffMember member, CancellationToken cancellation)
    {
        Office = (await ReminderHours.ReadAsync(db, cancellation)).After(catalogues.Current.Mornings);
        Away = await AbsenceInput.OfAsync(db, member, cancellation);
    }

    private Task<StaffMember> MemberAsync(Viewer me, CancellationToken cancellation) => db.Set<StaffMember>().AsNoTracking().SingleAsync(m => m.Id == me.UserId, cancellation);

    private static MeInput InputOf(StaffMember member) =>
        new() { Language = member.Language, DigestHour = member.DigestHour, QuietFrom = member.QuietFrom, QuietUntil = member.QuietUntil };

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var me = viewer.Require();
        await ShowAsync(await MemberAsync(me, cancellation), cancellation);
        if (!ModelState.IsValid)
        {
            return Page();
        }

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
