using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Reports;
using PetitionWorkflow.Reports.Situations;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Reports;

/// <summary>信訪情況專報: units write what they see, the office reads it and says what is done.</summary>
[Authorize(Policy = Policies.ReadReports)]
public sealed class SituationsModel(SituationNotes notes, UnitOfWorkRunner runner, CurrentViewer current, TimeProvider time, Texts texts) : PageModel
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    [BindProperty, Display(Name = "SituationPages.Kind")]
    public SituationKind? Kind { get; set; }

    [BindProperty, Display(Name = "SituationPages.Subject")]
    public string? Title { get; set; }

    [BindProperty, Display(Name = "SituationPages.Text")]
    public string? Text { get; set; }

    [BindProperty]
    public Guid NoteId { get; set; }

    [BindProperty, Display(Name = "SituationPages.Remark")]
    public string? Remark { get; set; }

    public IReadOnlyList<SituationNote> Notes { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, PageSize, 0);

    public bool MayWrite => SituationNotes.MayWrite(current.Require());

    public bool MayNote(SituationNote note) => note.NotedAt is null && current.Require().WritesReports;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var today = time.Today();
        (From, Until) = (From ?? new DateOnly(today.Year, 1, 1), Until ?? today);
        var page = Math.Max(1, PageNumber);
        (Notes, var total) = await notes.ReadAsync(From.Value, Until.Value, current.Require(), page, PageSize, cancellation);
        Paging = new Paging(page, PageSize, total);
    }

    public Task<IActionResult> OnPostWriteAsync(CancellationToken cancellation) => DoAsync(
        () => runner.RunAsync<WriteSituationNoteHandler>(h => h.HandleAsync(new WriteSituationNote(Kind, Title, Text, current.Require()), cancellation), cancellation), "SituationPages.Written", cancellation);

    public Task<IActionResult> OnPostNoteAsync(CancellationToken cancellation) => DoAsync(
        () => runner.RunAsync<NoteSituationHandler>(h => h.HandleAsync(new NoteSituation(NoteId, Remark, current.Require()), cancellation), cancellation), "SituationPages.Noted", cancellation);

    private async Task<IActionResult> DoAsync(Func<Task<Result>> act, string done, CancellationToken cancellation)
    {
        if (ModelState.IsValid)
        {
            if ((await act()).Refusal is not { } refusal)
            {
                this.Toast(texts[done]);
                return RedirectToPage(new { From, Until });
            }

            ModelState.Say(refusal, texts);
        }

        await OnGetAsync(cancellation);
        return Page();
    }
}
