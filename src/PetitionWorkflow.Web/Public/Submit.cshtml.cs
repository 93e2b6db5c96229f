using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Intake;

namespace PetitionWorkflow.Web.Public;

/// <summary>A petition written at home: filled in, read over, sent (二(五)2; C16 is the reading over).</summary>
[EnableRateLimiting(PublicPages.Submissions)]
[RequestSizeLimit(MaxRequest), RequestFormLimits(MultipartBodyLengthLimit = MaxRequest)]
public sealed class SubmitModel(
    UnitOfWorkRunner runner, RegisterRules rules, GivenFiles files, PublicCookies cookies, TimeProvider time, Texts texts) : PublicPageModel
{
    private const long MaxRequest = 1L << 29;

    [BindProperty]
    public PublicPetitionInput Input { get; set; } = new();

    public IReadOnlyList<(string Slip, StoredFile File)> Kept { get; private set; } = [];
    public AttachmentOptions Limits => files.Limits;

    /// <summary>The petitioner reads over what will be sent.</summary>
    public bool IsReadBack { get; private set; }

    public void OnGet() => Input = new PublicPetitionInput { Id = Guid.CreateVersion7(time.GetUtcNow()) };

    public async Task OnPostCheckAsync(CancellationToken cancellation) => IsReadBack = await IsGoodAsync(cancellation);

    public async Task OnPostEditAsync(CancellationToken cancellation) => await TakeFilesAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await IsGoodAsync(cancellation))
        {
            return Page();
        }

        var command = new RegisterPetition(Entry(), PetitionWorkflow.Petitions.OwnCases.Petitioner)
        {
            Id = Input.Id == Guid.Empty ? null : Input.Id,
            Files = [.. Kept.Select(kept => kept.File)],
            Accused = string.IsNullOrWhiteSpace(Input.Accused) ? null : new Accused(null, null, Input.Accused),
        };
        var result = await runner.RunAsync<RegisterPetitionHandler, RegisteredPetition>(h => h.HandleAsync(command, cancellation), cancellation);
        if (result.Refusal is { Code: RegisterPetitionHandler.SentTwice })
        {
            return RedirectToPage("Receipt");
        }

        if (result.Refusal is { } refusal)
        {
            RegisterForm.Note(ModelState, refusal, texts);
            return Page();
        }

        cookies.GiveReceipt(HttpContext, result.Value.Number, result.Value.QueryCode!);
        cookies.OpenCase(HttpContext, result.Value.Id);
        return RedirectToPage("Receipt");
    }

    private async Task<bool> IsGoodAsync(CancellationToken cancellation)
    {
        await TakeFilesAsync(cancellation);
        if (IsTrapped)
        {
            ModelState.AddModelError("", texts["Public.Trapped"]);
        }

        if (rules.Check(Entry()) is { } wrong)
        {
            RegisterForm.Note(ModelState, wrong, texts);
        }

        foreach (var field in Input.Missing())
        {
            ModelState.AddModelError("Input." + field, texts["Validation.Required", texts["Intake.Field." + field]]);
        }

        return ModelState.IsValid;
    }

    private RegisterEntry Entry() => Input.ToEntry(time.UtcNow(), texts.In(Texts.Languages[0])["Public.Platform"]);

    private async Task TakeFilesAsync(CancellationToken cancellation) =>
        Kept = await files.TakeAsync(Input.Staged, Input.Files, ModelState, "Input.Files", cancellation);
}
