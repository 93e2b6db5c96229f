using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines.Profiles;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Deadlines;

/// <summary>Which cases follow which profile: the table by channel and region, looked at before it is published; its versions.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class ProfilesModel(PetitionDbContext db, UnitOfWorkRunner runner, CaseProfiles profiles, ProfileTablePreview preview, CurrentViewer viewer, Texts texts) : PageModel
{
    /// <summary>Empty rows that wait for a further one.</summary>
    private const int SpareRows = 2;

    [BindProperty]
    public ProfilesInput Input { get; set; } = new();

    /// <summary>The latest first.</summary>
    public IReadOnlyList<ProfileTableVersion> Versions { get; private set; } = [];

    /// <summary>Null until it was asked for, or while the draft has faults.</summary>
    public IReadOnlyList<ProfileShare>? Preview { get; private set; }

    public IEnumerable<ProfileRowInput> Rows => Input.Rows.Where(r => !string.IsNullOrEmpty(r.Profile)).Concat(Enumerable.Range(0, SpareRows).Select(_ => new ProfileRowInput()));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var table = await profiles.CurrentAsync(cancellation);
        Input = new ProfilesInput
        {
            BasedOn = table.Version,
            Rows = [.. table.Rows.Select(r => new ProfileRowInput { Profile = r.Profile, Channel = r.Channel, Region = r.Region })],
        };
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (ModelState.IsValid)
        {
            var rows = Input.Table();
            if (Refusal.Together([.. PublishProfileTableHandler.Check(rows, Input.Note)]) is { } refusal)
            {
                ModelState.Say(refusal, texts);
            }
            else
            {
                Preview = await preview.OfAsync(rows, cancellation);
            }
        }

        return Page();
    }

    public async Task<IActionResult> OnPostPublishAsync(CancellationToken cancellation)
    {
        if (ModelState.IsValid)
        {
            var command = new PublishProfileTable(Input.BasedOn, Input.Table(), Input.Note, viewer.Require().Act());
            var published = await runner.RunAsync<PublishProfileTableHandler, int>(h => h.HandleAsync(command, cancellation), cancellation);
            if (published.Refusal is not { } refusal)
            {
                this.Toast(texts["ClockProfiles.Done", published.Value]);
                return RedirectToPage();
            }

            ModelState.Say(refusal, texts);
        }

        await LoadAsync(cancellation);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation) =>
        Versions = await db.Set<ProfileTableVersion>().AsNoTracking().OrderByDescending(v => v.Version).ToListAsync(cancellation);
}

/// <summary>Rows without a profile are dropped, so that they are added and removed without scripts.</summary>
public sealed class ProfilesInput
{
    public int BasedOn { get; set; }
    public List<ProfileRowInput> Rows { get; set; } = [];
    public string? Note { get; set; }

    public IReadOnlyList<ProfileRow> Table() =>
        [.. Rows.Where(r => !string.IsNullOrEmpty(r.Profile)).Select(r => new ProfileRow(r.Profile!, r.Channel, string.IsNullOrWhiteSpace(r.Region) ? null : r.Region.Trim()))];
}

public sealed class ProfileRowInput
{
    public string? Profile { get; set; }
    public Channel? Channel { get; set; }
    public string? Region { get; set; }
}
