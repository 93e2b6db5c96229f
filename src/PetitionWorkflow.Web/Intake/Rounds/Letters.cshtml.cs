using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Intake.Rounds;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Intake.Rounds;

/// <summary>The daily collection of letters (C22): record it, and compare what was counted with what was registered.</summary>
[Authorize(Policy = Policies.RegisterPetitions)]
public sealed class LettersModel(RoundsReader rounds, Calendars calendars, UnitOfWorkRunner runner, CurrentViewer viewer, TimeProvider time, Texts texts) : PageModel
{
    private const int DaysShown = 21;

    [BindProperty]
    public BatchInput Input { get; set; } = new();

    public DateOnly Today { get; private set; }
    public IReadOnlyList<LetterDay> Days { get; private set; } = [];
    public WorkingCalendar Calendar { get; private set; } = null!;

    /// <summary>Before it the office did not keep its batches here, and none is missing.</summary>
    public DateOnly Since { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var now = ChinaTime.ToLocal(time.UtcNow());
        Input = new BatchInput
        {
            Day = Today,
            CollectedAt = new TimeOnly(now.Hour, now.Minute),
            Collector = viewer.Require().DisplayName,
            Place = (await rounds.LatestBatchAsync(cancellation))?.Place ?? texts["LetterPages.UsualPlace"],
        };
    }

    /// <param name="none">Sent by the button that says there were no letters.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IActionResult> OnPostAsync(bool none, CancellationToken cancellation)
    {
        if (none)
        {
            Input.Letters = 0;
            ModelState.ClearValidationState("Input.Letters");
            ModelState.MarkFieldValid("Input.Letters");
        }

        if (ModelState.IsValid)
        {
            var command = new RecordLetterBatch(Input.Day!.Value, Input.CollectedAt!.Value, Input.Collector ?? "", Input.Letters!.Value, Input.Place ?? "", viewer.Require().Act());
            var recorded = await runner.RunAsync<RecordLetterBatchHandler>(h => h.HandleAsync(command, cancellation), cancellation);
            if (!recorded.IsRefused)
            {
                this.Toast(texts["LetterPages.Saved"]);
                return RedirectToPage();
            }

            RegisterForm.Note(ModelState, recorded.Refusal!, texts);
        }

        await LoadAsync(cancellation);
        return Page();
    }

    /// <summary>The letters that the register holds for the day.</summary>
    public static string CasesOf(DateOnly day) => $"/petitions?channel=Letter&from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}";

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Today = time.Today();
        Calendar = await calendars.CurrentAsync(cancellation);
        var first = Today.AddDays(1 - DaysShown);
        Days = await rounds.LettersAsync(first, Today, cancellation);
        Since = await rounds.WereKeptBeforeAsync(first, cancellation) ? first : Days.LastOrDefault(d => d.Batch is not null)?.Day ?? Today;
    }
}

public sealed class BatchInput
{
    [Required, Display(Name = "LetterPages.Day")]
    public DateOnly? Day { get; set; }

    [Required, Display(Name = "LetterPages.CollectedAt")]
    public TimeOnly? CollectedAt { get; set; }

    [Required, MaxLength(LetterBatch.MaxText), Display(Name = "LetterPages.Collector")]
    public string? Collector { get; set; }

    [Required, Range(0, LetterBatch.MaxLetters), Display(Name = "LetterPages.Letters")]
    public int? Letters { get; set; }

    [Required, MaxLength(LetterBatch.MaxText), Display(Name = "LetterPages.Place")]
    public string? Place { get; set; }
}
