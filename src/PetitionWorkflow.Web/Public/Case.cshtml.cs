using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using PetitionWorkflow.Archive;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Reviews.Recusals;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Intake;

namespace PetitionWorkflow.Web.Public;

/// <summary>The own case in plain words, and what the petitioner can do in it.</summary>
[EnableRateLimiting(PublicPages.Queries)]
[RequestSizeLimit(MaxRequest), RequestFormLimits(MultipartBodyLengthLimit = MaxRequest)]
public sealed class CaseModel(OwnCaseReader reader, PublicCookies cookies, UnitOfWorkRunner runner, GivenFiles files, Texts texts)
    : OwnCasePageModel(reader, cookies, texts)
{
    private const long MaxRequest = 1L << 29;
    private readonly Texts _texts = texts;

    [BindProperty, Display(Name = "Public.Material")]
    public string? Text { get; set; }

    [BindProperty, Display(Name = "Public.Files")]
    public List<IFormFile> Files { get; set; } = [];

    [BindProperty]
    public List<string> Staged { get; set; } = [];

    [BindProperty, Display(Name = "Public.WithdrawReason")]
    public string? Reason { get; set; }

    [BindProperty, Display(Name = "Public.RecusalPerson")]
    public string? RecusalPerson { get; set; }

    [BindProperty, Display(Name = "Public.RecusalReason")]
    public string? RecusalReason { get; set; }

    /// <summary>What was refused stays open.</summary>
    public bool AsksForRecusal { get; private set; }

    public AttachmentOptions Limits => files.Limits;
    public IReadOnlyList<(string Slip, StoredFile File)> Kept { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await OpenAsync(cancellation) ?? Page();

    public async Task<IActionResult> OnPostMaterialAsync(CancellationToken cancellation)
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

        var command = new AddMaterial(Case.Id, Text, [.. Kept.Select(k => k.File)]);
        var done = await runner.RunAsync<AddMaterialHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return Answer(done.Refusal, _texts["Public.MaterialDone"]);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellation)
    {
        if (await OpenAsync(cancellation) is { } back)
        {
            return back;
        }

        var done = await runner.RunAsync<WithdrawPetitionHandler>(h => h.HandleAsync(new WithdrawPetition(Case.Id, Reason, null), cancellation), cancellation);
        return Answer(done.Refusal, _texts["Public.WithdrawDone"]);
    }

    public async Task<IActionResult> OnPostRecusalAsync(CancellationToken cancellation)
    {
        if (await OpenAsync(cancellation) is { } back)
        {
            return back;
        }

        AsksForRecusal = true;
        var command = new AskForRecusal(Case.Id, null, RecusalPerson, RecusalReason, null);
        var done = await runner.RunAsync<AskForRecusalHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return Answer(done.Refusal, _texts["Public.RecusalDone"]);
    }

    public async Task<IActionResult> OnPostRateAsync(RatedAspect aspect, Satisfaction satisfaction, CancellationToken cancellation)
    {
        if (await OpenAsync(cancellation) is { } back)
        {
            return back;
        }

        var command = new RatePetition(Case.Id, aspect, satisfaction);
        var done = await runner.RunAsync<RatePetitionHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return Answer(done.Refusal, _texts["Public.RateDone"]);
    }

    public IActionResult OnPostLeave()
    {
        PublicCookies.Leave(HttpContext);
        return RedirectToPage("Index");
    }
}
