using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake.Import;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Intake;

/// <summary>One import: what the dry run found, the decision, the progress, the result.</summary>
[Authorize(Policy = Policies.RegisterPetitions)]
public sealed class ImportRunModel(PetitionDbContext db, UnitOfWorkRunner runner, Texts texts) : PageModel
{
    private const int FirstRejects = 20;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public ImportRun Run { get; private set; } = null!;
    public IReadOnlyList<ImportHeading> Headings { get; private set; } = [];
    public IReadOnlyList<ImportReject> Rejects { get; private set; } = [];

    public bool IsMoving => Run.State is ImportState.Checking or ImportState.Running;

    public int? Percent => Run is { State: ImportState.Running, TotalRows: > 0 } ? (int)Math.Min(100, Run.RowsDone * 100 / Run.TotalRows.Value) : null;

    internal static Tone ToneOf(ImportState state) => state switch
    {
        ImportState.Checking or ImportState.Running => Tone.Info,
        ImportState.Checked => Tone.Warning,
        ImportState.Finished => Tone.Good,
        ImportState.Stopped => Tone.Neutral,
        ImportState.Failed => Tone.Danger,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    /// <summary>The moving part alone; the page asks every second until nothing moves.</summary>
    public async Task<IActionResult> OnGetProgressAsync(CancellationToken cancellation) =>
        await LoadAsync(cancellation) ? Partial("_ImportProgress", this) : NotFound();

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellation) => await DecideAsync(
        runner.RunAsync<StartImportHandler, bool>(h => h.HandleAsync(new ConfirmImport(Id), cancellation), cancellation));

    public async Task<IActionResult> OnPostStopAsync(CancellationToken cancellation) => await DecideAsync(
        runner.RunAsync<StartImportHandler, bool>(h => h.HandleAsync(new StopImport(Id), cancellation), cancellation));

    public async Task<IActionResult> OnGetRejectsAsync(CancellationToken cancellation)
    {
        if (!await db.Set<ImportRun>().AnyAsync(r => r.Id == Id, cancellation))
        {
            return NotFound();
        }

        var rejects = db.Set<ImportReject>().AsNoTracking().Where(r => r.RunId == Id).OrderBy(r => r.Line).AsAsyncEnumerable();
        return File(await RejectList.WriteAsync(rejects, texts, cancellation), CsvFile.ContentType, "rejected.csv");
    }

    private async Task<IActionResult> DecideAsync(Task<Result<bool>> deciding)
    {
        if ((await deciding).Refusal is { } refusal)
        {
            this.Toast(texts.Of(refusal), isRefusal: true);
        }

        return RedirectToPage(new { Id });
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        var run = await db.Set<ImportRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == Id, cancellation);
        if (run is null)
        {
            return false;
        }

        Run = run;
        Headings = JsonSerializer.Deserialize<List<ImportHeading>>(run.HeadingsJson, CaseEvent.Json) ?? [];
        Rejects = await db.Set<ImportReject>().AsNoTracking().Where(r => r.RunId == Id).OrderBy(r => r.Line).Take(FirstRejects).ToListAsync(cancellation);
        return true;
    }
}
