using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Reviews.ReReviews;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>復核: the request is recorded, the file goes up as one package, the opinion comes back.</summary>
[Authorize(Policy = Policies.RegisterPetitions)]
public sealed class ReReviewModel(
    ReReviewFiles files, HandOverFile package, ViewingLog viewings, UnitOfWorkRunner runner, CurrentViewer current, TimeProvider time, Texts texts, IOptions<StorageOptions> storage) : PageModel
{
    [BindProperty, Display(Name = "ReReviewPages.RequestedOn")]
    public DateOnly? RequestedOn { get; set; }

    [BindProperty, Display(Name = "ReReviewPages.Authority")]
    public string? Authority { get; set; }

    [BindProperty, Display(Name = "ReReviewPages.Reasons")]
    public string? Reasons { get; set; }

    [BindProperty, Display(Name = "ReReviewPages.OutcomeKind")]
    public ReReviewOutcome? Outcome { get; set; }

    [BindProperty, Display(Name = "ReReviewPages.DecidedOn")]
    public DateOnly? DecidedOn { get; set; }

    [BindProperty, Display(Name = "ReReviewPages.OpinionNumber")]
    public string? OpinionNumber { get; set; }

    public ReReviewFile Matter { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancellation)
    {
        if (!await LoadAsync(number, cancellation))
        {
            return NotFound();
        }

        RequestedOn = time.Today();
        Authority = await files.UsualAuthorityAsync(cancellation);
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

        var command = new RequestReReview(number, RequestedOn ?? DateOnly.MinValue, Authority, Reasons, current.Require());
        var asked = await runner.RunAsync<RequestReReviewHandler, ReReview>(h => h.HandleAsync(command, cancellation), cancellation);
        return Answered(asked.Refusal, texts["ReReviewPages.Requested"]);
    }

    public async Task<IActionResult> OnPostPackageAsync(string number, CancellationToken cancellation)
    {
        var command = new TakeHandOver(number, current.Require());
        var taken = await runner.RunAsync<TakeHandOverHandler, HandOver>(h => h.HandleAsync(command, cancellation), cancellation);
        if (taken.IsRefused)
        {
            return NotFound();
        }

        viewings.Note(current.Require(), taken.Value.Review.Case.Id, ViewingKind.Export, PersonalFields.Everything);
        viewings.Note(current.Require(), taken.Value.Original.Case.Id, ViewingKind.Export, PersonalFields.Everything);
        return File(await BundleDownload.MakeAsync(Response, storage.Value, to => package.WriteAsync(taken.Value, to, cancellation)), "application/zip", number + "-re-review.zip");
    }

    public async Task<IActionResult> OnPostDecidedAsync(string number, CancellationToken cancellation)
    {
        if (!await LoadAsync(number, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var command = new RecordReReview(number, DecidedOn ?? DateOnly.MinValue, Outcome ?? default, OpinionNumber, current.Require());
        var done = await runner.RunAsync<RecordReReviewHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return Answered(done.Refusal, texts["ReReviewPages.Recorded"]);
    }

    private IActionResult Answered(Refusal? refusal, string done)
    {
        if (refusal is null)
        {
            this.Toast(done);
            return LocalRedirect($"/cases/{Matter.Review.Number}/re-review");
        }

        ModelState.Say(refusal, texts);
        return Page();
    }

    private async Task<bool> LoadAsync(string number, CancellationToken cancellation)
    {
        if (await files.FindAsync(number, current.Require(), cancellation) is not { } file)
        {
            return false;
        }

        Matter = file;
        viewings.Note(current.Require(), file.Review.Id, ViewingKind.ReReview, PersonalFields.None);
        return true;
    }
}
