using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Duplicates;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Intake;

/// <summary>One of the four register forms.</summary>
[Authorize(Policy = Policies.RegisterPetitions)]
[RequestSizeLimit(MaxRequest), RequestFormLimits(MultipartBodyLengthLimit = MaxRequest)]
public sealed class RegisterModel(
    UnitOfWorkRunner runner,
    RegisterRules rules,
    DuplicateFinder duplicates,
    PetitionDbContext db,
    AttachmentStore store,
    StagedFiles staged,
    CurrentViewer viewer,
    IOptions<IntakeOptions> options,
    IOptions<AttachmentOptions> attachments,
    TimeProvider time,
    Texts texts) : PageModel
{
    /// <summary>Far above what is allowed, so that a file that is too large gets a sentence instead of a broken connection.</summary>
    private const long MaxRequest = 1L << 30;

    private const int MaxHints = 5;

    [BindProperty(SupportsGet = true)]
    public string? ChannelName { get; set; }

    [BindProperty]
    public RegisterInput Input { get; set; } = new();

    public Channel Channel { get; private set; }
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public IReadOnlyList<SelectListItem> People { get; private set; } = [];
    public DuplicatePanel Duplicates { get; private set; } = new([], null, false, false);
    public IReadOnlyList<(string Slip, StoredFile File)> Kept { get; private set; } = [];
    public AttachmentOptions Limits => attachments.Value;
    public RegisterForm Form => new() { Channel = Channel, Input = Input, Options = options.Value };

    /// <param name="promised">What a visitor is told about the time, unless the clerk tells another day.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IActionResult> OnGetAsync([FromServices] PromisedDays promised, CancellationToken cancellation)
    {
        if (!FindChannel())
        {
            return NotFound();
        }

        Input = RegisterInputMapping.Empty(Channel, Guid.CreateVersion7(time.GetUtcNow()), time.UtcNow(), viewer.Require().DisplayName);
        Input.Register.PromisedDay = Channel == Channel.Visit ? await promised.OfAsync(time.UtcNow(), cancellation) : null;
        return await FormAsync(cancellation);
    }

    /// <summary>The hints alone, while the clerk is typing.</summary>
    public async Task<IActionResult> OnPostDuplicatesAsync(CancellationToken cancellation) =>
        Partial("_Duplicates", new DuplicatePanel(await HintsAsync(cancellation), Input.DuplicateOfId, Input.DuplicatesChecked, false));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!FindChannel())
        {
            return NotFound();
        }

        await TakeFilesAsync(cancellation);
        if (rules.Check(Input.ToEntry(Channel, time.UtcNow())) is { } wrong)
        {
            RegisterForm.Note(ModelState, wrong, texts);
        }

        if (Input.ReceivedAt is null && ModelState.GetFieldValidationState("Input.ReceivedAt") != Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid)
        {
            ModelState.AddModelError("Input.ReceivedAt", texts["Validation.Required", texts["Intake.Field.ReceivedAt"]]);
        }

        var hints = await HintsAsync(cancellation);
        var mustCheck = hints.Any(h => h.SameMatter) && !Input.DuplicatesChecked;
        Duplicates = new DuplicatePanel(hints, Input.DuplicateOfId, Input.DuplicatesChecked, mustCheck);
        return !ModelState.IsValid || mustCheck ? await FormAsync(cancellation) : await RegisterAsync(cancellation);
    }

    private async Task<IActionResult> RegisterAsync(CancellationToken cancellation)
    {
        var command = new RegisterPetition(Input.ToEntry(Channel, time.UtcNow()), viewer.Require().Act())
        {
            Id = Input.Id == Guid.Empty ? null : Input.Id,
            UrgentCriterion = Input.UrgentCriterion,
            DuplicateOfId = Input.DuplicateOfId,
            Accused = Input.IsAccusation || Input.AccusedUnitId is not null || Input.AccusedPersonId is not null ? new Accused(Input.AccusedUnitId, Input.AccusedPersonId) : null,
            Files = [.. Kept.Select(kept => kept.File)],
            Reception = Channel == Channel.Visit ? Input.Reception : null,
        };
        var result = await runner.RunAsync<RegisterPetitionHandler, RegisteredPetition>(h => h.HandleAsync(command, cancellation), cancellation);
        if (result.Refusal is { Code: RegisterPetitionHandler.SentTwice } twice)
        {
            return LocalRedirect(ReceiptModel.AddressOf((string)twice.Args[0]));
        }

        if (result.Refusal is { } refusal)
        {
            RegisterForm.Note(ModelState, refusal, texts);
            return await FormAsync(cancellation);
        }

        TempData[ReceiptModel.CodeOf(result.Value.Number)] = result.Value.QueryCode;
        return LocalRedirect(ReceiptModel.AddressOf(result.Value.Number));
    }

    /// <summary>The sheet, with whom an accusation may be kept from.</summary>
    private async Task<IActionResult> FormAsync(CancellationToken cancellation)
    {
        Units = [.. await db.Set<Unit>().Where(u => u.IsActive).OrderBy(u => u.Code).Select(u => new SelectListItem(u.Name, u.Id.ToString())).ToListAsync(cancellation)];
        People = [.. await db.Set<StaffMember>().Where(s => s.IsActive).OrderBy(s => s.DisplayName).Select(s => new SelectListItem(s.DisplayName, s.Id.ToString())).ToListAsync(cancellation)];
        return Page();
    }

    /// <summary>Stores what came with this attempt and opens what was stored before; both stay with the form.</summary>
    private async Task TakeFilesAsync(CancellationToken cancellation)
    {
        var kept = Input.Staged.Select(slip => (Slip: slip, File: staged.Open(slip)))
            .Where(s => s.File is not null && store.Has(s.File.Sha256))
            .Select(s => (s.Slip, File: s.File!)).ToList();
        foreach (var given in Input.Files.Take(Limits.MaxFiles + 1))
        {
            await using var content = given.OpenReadStream();
            var saved = await store.SaveAsync(given.FileName, content, cancellation);
            if (saved.Refusal is { } refusal)
            {
                ModelState.AddModelError("Input.Files", texts.Of(refusal));
            }
            else
            {
                kept.Add((staged.Seal(saved.Value), saved.Value));
            }
        }

        if (kept.Count > Limits.MaxFiles)
        {
            ModelState.AddModelError("Input.Files", texts["Refusal.too-many-attachments", Limits.MaxFiles]);
        }

        Kept = kept;
    }

    private Task<IReadOnlyList<DuplicateHint>> HintsAsync(CancellationToken cancellation) => duplicates.FindAsync(
        new FindDuplicates
        {
            Except = Input.Id,
            Subject = Input.Subject ?? "",
            Text = Input.Text ?? "",
            Name = Input.Petitioner.Name,
            Phone = Input.Petitioner.Phone,
            Account = Input.Register.Account,
        },
        viewer.Require(),
        MaxHints,
        cancellation);

    private bool FindChannel()
    {
        var found = Enum.TryParse<Channel>(ChannelName, ignoreCase: true, out var channel) && Enum.IsDefined(channel) && !char.IsAsciiDigit(ChannelName[0]);
        Channel = channel;
        return found;
    }
}
