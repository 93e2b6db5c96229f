using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Mail;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Deadlines;

/// <summary>The demo clock: an administrator moves the whole service forward and watches the reminders go out.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class ClockModel(UnitOfWorkRunner runner, PetitionDbContext db, CurrentViewer viewer, TimeProvider time, IOptions<DemoOptions> demo, Texts texts) : PageModel
{
    /// <summary>One of the steps on the page, in hours.</summary>
    [BindProperty]
    public int? Hours { get; set; }

    /// <summary>Or any number of days.</summary>
    [BindProperty]
    public int? Days { get; set; }

    public DateTime Now => time.UtcNow();

    public IReadOnlyList<OutgoingMail> Latest { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!demo.Value.Enabled)
        {
            return NotFound();
        }

        Latest = await LatestAsync(cancellation);
        return Page();
    }

    /// <summary>The list alone, which the page asks for again every two seconds while jobs catch up.</summary>
    public async Task<IActionResult> OnGetLatestAsync(CancellationToken cancellation) =>
        demo.Value.Enabled ? Partial("_LatestMails", await LatestAsync(cancellation)) : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!ModelState.IsValid || (Hours is null && Days is null))
        {
            ModelState.AddModelError("", texts["Clock.NoStep"]);
            return await OnGetAsync(cancellation);
        }

        // A number beyond all measure is refused as one that is merely too large.
        var hours = Math.Clamp((Hours ?? 0L) + (24L * (Days ?? 0)), 0, 24L * (AdvanceClockHandler.MaxDays + 1));
        var result = await runner.RunAsync<AdvanceClockHandler, DateTime>(h => h.HandleAsync(new AdvanceClock(TimeSpan.FromHours(hours)), cancellation), cancellation);
        if (result.Refusal is { } refusal)
        {
            ModelState.AddModelError("", texts.Of(refusal));
            return await OnGetAsync(cancellation);
        }

        this.Toast(texts["Clock.Advanced", ChinaTime.ToLocal(result.Value)]);
        return RedirectToPage();
    }

    private Task<List<OutgoingMail>> LatestAsync(CancellationToken cancellation) =>
        db.MailsVisibleTo(viewer.Require()).OrderByDescending(m => m.Id).Take(10).ToListAsync(cancellation);
}
