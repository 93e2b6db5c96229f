using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Reviews;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Intake;

namespace PetitionWorkflow.Web.Public;

/// <summary>復查申請 by the petitioner: today is the day on which it reaches the office (三(四)1).</summary>
[EnableRateLimiting(PublicPages.Queries)]
[RequestSizeLimit(MaxRequest), RequestFormLimits(MultipartBodyLengthLimit = MaxRequest)]
public sealed class ReviewModel(OwnCaseReader reader, PublicCookies cookies, UnitOfWorkRunner runner, GivenFiles files, TimeProvider time, Texts texts)
    : OwnCasePageModel(reader, cookies, texts)
{
    private const long MaxRequest = 1L << 29;
    private readonly Texts _texts = texts;

    [BindProperty, Display(Name = "Public.ReviewReasons")]
    public string? Reasons { get; set; }

    [BindProperty, Display(Name = "Public.ReviewEvidence")]
    public string? Evidence { get; set; }

    [BindProperty, Display(Name = "Public.Files")]
    public List<IFormFile> Files { get; set; } = [];

    [BindProperty]
    public List<string> Staged { get; set; } = [];

    public AttachmentOptions Limits => files.Limits;
    public IReadOnlyList<(string Slip, StoredFile File)> Kept { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await OpenAsync(cancellation) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await OpenAsync(cancellation) is { } back)
        {
            return back;
        }

        Kept = await files.TakeAsync(Staged, Files, ModelState, "Files", cancellation);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var command = new RequestReview(Case.Id, time.Today(), Reasons, Evidence, null) { Files = [.. Kept.Select(k => k.File)] };
        var asked = await runner.RunAsync<RequestReviewHandler, RequestedReview>(h => h.HandleAsync(command, cancellation), cancellation);
        return Answer(asked.Refusal, asked.IsRefused ? "" : _texts["Public.ReviewDone", asked.Value.Number]);
    }
}
