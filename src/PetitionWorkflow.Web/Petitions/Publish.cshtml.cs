using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Archive.Publication;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>公示: the redacted text is read over, shown for some days, and taken down early when need be.</summary>
[Authorize(Policy = Policies.RegisterPetitions)]
public sealed class PublishModel(PublicationDrafts drafts, ViewingLog viewings, UnitOfWorkRunner runner, CurrentViewer current, Texts texts) : PageModel
{
    private const int UsualDays = 30;

    [BindProperty, Display(Name = "CasePage.PublishSubject")]
    public string? Subject { get; set; }

    [BindProperty, Display(Name = "CasePage.PublishRequest")]
    public string? Asked { get; set; }

    [BindProperty, Display(Name = "CasePage.PublishAnswer")]
    public string? Answer { get; set; }

    [BindProperty, Display(Name = "CasePage.PublishDays")]
    public int Days { get; set; } = UsualDays;

    [BindProperty, Display(Name = "CasePage.TakeDownReason")]
    public string? Reason { get; set; }

    public PublicationDraft Draft { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancellation)
    {
        if (!await LoadAsync(number, cancellation))
        {
            return NotFound();
        }

        (Subject, Asked, Answer) = (Draft.Subject, Draft.Request, Draft.Answer);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string number, CancellationToken cancellation)
    {
        if (!await LoadAsync(number, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var command = new PublishResult(number, Subject, Asked, Answer, Days, current.Require());
        var done = await runner.RunAsync<PublishResultHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return Answered(done.Refusal, texts["CasePage.Published"]);
    }

    public async Task<IActionResult> OnPostTakeDownAsync(string number, CancellationToken cancellation)
    {
        if (!await LoadAsync(number, cancellation))
        {
            return NotFound();
        }

        var command = new TakeDownResult(number, Reason, current.Require());
        var done = await runner.RunAsync<TakeDownResultHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return Answered(done.Refusal, texts["CasePage.TakenDown"]);
    }

    private IActionResult Answered(Refusal? refusal, string done)
    {
        if (refusal is null)
        {
            this.Toast(done);
            return LocalRedirect($"/cases/{Draft.Case.Number}");
        }

        ModelState.Say(refusal, texts);
        return Page();
    }

    private async Task<bool> LoadAsync(string number, CancellationToken cancellation)
    {
        if (await drafts.FindAsync(number, current.Require(), cancellation) is not { } draft)
        {
            return false;
        }

        Draft = draft;
        viewings.Note(current.Require(), draft.Case.Id, ViewingKind.Publication, PersonalFields.None);
        return true;
    }
}
