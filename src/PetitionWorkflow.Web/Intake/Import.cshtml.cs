using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Intake.Import;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Intake;

/// <summary>Takes a file for import and lists earlier imports.</summary>
[Authorize(Policy = Policies.RegisterPetitions)]
[RequestSizeLimit(MaxRequest), RequestFormLimits(MultipartBodyLengthLimit = MaxRequest)]
public sealed class ImportModel(
    PetitionDbContext db,
    UnitOfWorkRunner runner,
    ImportStorage storage,
    CurrentViewer viewer,
    IOptions<ImportOptions> options,
    TimeProvider time,
    Texts texts) : PageModel
{
    private const long MaxRequest = 2L << 30;
    private const int Listed = 25;
    private const int MaxPlatform = 64;

    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public string? Platform { get; set; }

    public int MaxMegabytes => options.Value.MaxMegabytes;
    public IReadOnlyList<ImportRun> Runs { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Platform = options.Value.Platform;
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Check() is { } refusal)
        {
            ModelState.AddModelError(refusal.Field ?? "", texts.Of(refusal));
            await LoadAsync(cancellation);
            return Page();
        }

        var id = Guid.CreateVersion7(time.GetUtcNow());
        await using var content = Upload!.OpenReadStream();
        var (sha256, size) = await storage.SaveAsync(id, content, cancellation);
        var command = new UploadImport(id, NameOf(Upload), sha256, size, PlatformOrDefault(), viewer.Require().Act());
        await runner.RunAsync<StartImportHandler, Guid>(h => h.HandleAsync(command), cancellation);
        return RedirectToPage("/Intake/ImportRun", new { id });
    }

    private Refusal? Check() =>
        Upload is null ? new Refusal("import-file-missing") { Field = "Upload" }
        : Upload.Length > MaxMegabytes * 1024L * 1024L ? new Refusal("import-too-large", MaxMegabytes) { Field = "Upload" }
        : PlatformOrDefault().Length > MaxPlatform ? new Refusal("entry-too-long", MaxPlatform) { Field = "Platform" }
        : null;

    private string PlatformOrDefault() => string.IsNullOrWhiteSpace(Platform) ? options.Value.Platform : Platform.Trim();

    /// <summary>Only a label: the file itself lies under the run's id.</summary>
    private static string NameOf(IFormFile file)
    {
        var name = string.Concat(file.FileName[(file.FileName.LastIndexOfAny(['/', '\\']) + 1)..].Where(letter => !char.IsControl(letter)));
        return name.Length <= 200 ? name : name[..200];
    }

    private async Task LoadAsync(CancellationToken cancellation) =>
        Runs = await db.Set<ImportRun>().AsNoTracking().OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Take(Listed).ToListAsync(cancellation);
}
