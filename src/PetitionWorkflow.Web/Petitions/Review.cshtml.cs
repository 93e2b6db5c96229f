using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reviews;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Intake;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>復查申請 that came on paper or at the counter (三(四)1): the clerk enters it as of the day on which it reached the office.</summary>
[Authorize(Policy = Policies.RegisterPetitions)]
[RequestSizeLimit(MaxRequest), RequestFormLimits(MultipartBodyLengthLimit = MaxRequest)]
public sealed class ReviewModel(
    PetitionDbContext db, ReviewWindow window, GivenFiles files, UnitOfWorkRunner runner, CurrentViewer current, TimeProvider time, Texts texts) : PageModel
{
    private const long MaxRequest = 1L << 29;

    [BindProperty, Display(Name = "ReviewPages.RequestedOn")]
    public DateOnly? RequestedOn { get; set; }

    [BindProperty, Display(Name = "Public.ReviewReasons")]
    public string? Reasons { get; set; }

    [BindProperty, Display(Name = "Public.ReviewEvidence")]
    public string? Evidence { get; set; }

    [BindProperty, Display(Name = "Public.Files")]
    public List<IFormFile> Files { get; set; } = [];

    [BindProperty]
    public List<string> Staged { get; set; } = [];

    public Petition Case { get; private set; } = null!;

    /// <summary>When the opinion was delivered and until when a review may be asked for; null while there is none.</summary>
    public (DateOnly DeliveredOn, DateOnly LastDay)? Window { get; private set; }

    public AttachmentOptions Limits => files.Limits;
    public IReadOnlyList<(string Slip, StoredFile File)> Kept { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancellation)
    {
        RequestedOn = time.Today();
        return await LoadAsync(number, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string number, CancellationToken cancellation)
    {
        if (!await LoadAsync(number, cancellation))
        {
            return NotFound();
        }

        Kept = await files.TakeAsync(Staged, Files, ModelState, nameof(Files), cancellation);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var command = new RequestReview(Case.Id, RequestedOn ?? DateOnly.MinValue, Reasons, Evidence, current.Require()) { Files = [.. Kept.Select(k => k.File)] };
        var asked = await runner.RunAsync<RequestReviewHandler, RequestedReview>(h => h.HandleAsync(command, cancellation), cancellation);
        if (asked.Refusal is { } refusal)
        {
            ModelState.Say(refusal, texts);
            return Page();
        }

        this.Toast(texts["ReviewPages.Opened", asked.Value.Number]);
        return LocalRedirect($"/cases/{asked.Value.Number}");
    }

    private async Task<bool> LoadAsync(string number, CancellationToken cancellation)
    {
        if (await db.Set<Petition>().AsNoTracking().WorkableBy(current.Require()).Numbered(number).SingleOrDefaultAsync(p => p.Kind == CaseKind.Petition, cancellation) is not { } found)
        {
            return false;
        }

        Case = found;
        Window = found.OpinionDeliveredAt is { } delivered ? (ChinaTime.DayOf(delivered), (await window.OfAsync(delivered, cancellation)).Day) : null;
        return true;
    }
}
