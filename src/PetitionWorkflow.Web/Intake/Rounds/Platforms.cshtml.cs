using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Intake.Rounds;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Intake.Rounds;

/// <summary>When each platform was last looked at, and what was found (C35).</summary>
[Authorize(Policy = Policies.RegisterPetitions)]
public sealed class PlatformsModel(RoundsReader rounds, UnitOfWorkRunner runner, CurrentViewer viewer, TimeProvider time, Texts texts) : PageModel
{
    private const int LooksShown = 30;

    public DateOnly Today { get; private set; }
    public IReadOnlyList<PlatformState> Platforms { get; private set; } = [];
    public IReadOnlyList<PlatformLook> Looks { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Today = time.Today();
        Platforms = await rounds.PlatformsAsync(Today, cancellation);
        Looks = await rounds.LooksAsync(LooksShown, cancellation);
    }

    /// <param name="platform">Its name.</param>
    /// <param name="takenOver">Null or 0: nothing new.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IActionResult> OnPostAsync(string? platform, int? takenOver, CancellationToken cancellation)
    {
        if (ModelState.IsValid)
        {
            var command = new RecordPlatformLook(platform ?? "", takenOver ?? 0, viewer.Require().Act());
            var recorded = await runner.RunAsync<RecordPlatformLookHandler>(h => h.HandleAsync(command), cancellation);
            if (!recorded.IsRefused)
            {
                this.Toast(texts["PlatformPages.Saved", command.Platform]);
                return RedirectToPage();
            }

            ModelState.AddModelError("", texts.Of(recorded.Refusal!));
        }

        await OnGetAsync(cancellation);
        return Page();
    }

    public bool IsSeenToday(PlatformState state) => state.Last is { } last && ChinaTime.DayOf(last.At) == Today;
}
