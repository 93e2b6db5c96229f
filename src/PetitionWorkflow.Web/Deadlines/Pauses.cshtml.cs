using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Deadlines.Pauses;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Deadlines;

/// <summary>Pauses of time limits: a unit asks here, a clerk decides, either ends them.</summary>
[Authorize(Policy = Policies.ReadCases)]
public sealed class PausesModel(PauseLedger ledger, UnitOfWorkRunner runner, CurrentViewer viewer, Texts texts) : PageModel
{
    private const int PageSize = 25;

    /// <summary>A case number: its pauses, and the form that asks for one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Case { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    [BindProperty]
    public PauseEntry Input { get; set; } = new();

    [BindProperty]
    public PauseAnswer Answer { get; set; } = new();

    public IReadOnlyList<PauseLine> Lines { get; private set; } = [];
    public PauseOffer? Offer { get; private set; }
    public Paging Paging { get; private set; } = new(1, PageSize, 0);

    public bool MayDecide(PauseLine line) => !line.IsBarred && PauseRules.MayDecide(viewer.Require(), line.Request);

    public bool MayEnd(PauseLine line) => !line.IsBarred && PauseRules.MayEnd(viewer.Require(), line.Request);

    public string EndReasonOf(PauseRequest request) => texts.Has("Pauses.EndReason." + request.EndReason) ? texts["Pauses.EndReason." + request.EndReason] : request.EndReason ?? "";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var (me, number) = (viewer.Require(), string.IsNullOrWhiteSpace(Case) ? null : Case.Trim().ToUpperInvariant());
        (Case, var page) = (number, Math.Max(1, PageNumber));
        (Lines, var total) = await ledger.ReadAsync(number, me, page, PageSize, cancellation);
        Offer = number is null ? null : await ledger.OfferAsync(number, me, cancellation);
        Paging = new Paging(page, PageSize, total);
        if (page > Paging.LastPage)
        {
            // What stood there has moved up since the page was drawn.
            (Lines, _) = await ledger.ReadAsync(number, me, Paging.LastPage, PageSize, cancellation);
            Paging = Paging with { Page = Paging.LastPage };
        }

    }

    public Task<IActionResult> OnPostAskAsync(CancellationToken cancellation) => DoAsync(
        () => runner.RunAsync<AskForPauseHandler>(h => h.HandleAsync(new AskForPause(Case ?? "", Input.Ground, Input.Reason, Input.Evidence, Input.LastDay, viewer.Require()), cancellation), cancellation),
        nameof(Input), "Pauses.Sent", cancellation);

    public Task<IActionResult> OnPostDecideAsync(bool approve, CancellationToken cancellation) => DoAsync(
        () => runner.RunAsync<DecideOnPauseHandler>(h => h.HandleAsync(new DecideOnPause(Answer.RequestId, approve, Answer.Reason, viewer.Require()), cancellation), cancellation),
        nameof(Answer), "Pauses.Decided", cancellation);

    public Task<IActionResult> OnPostEndAsync(CancellationToken cancellation) => DoAsync(
        () => runner.RunAsync<EndPauseHandler>(h => h.HandleAsync(new EndPause(Answer.RequestId, Answer.Reason, viewer.Require()), cancellation), cancellation),
        nameof(Answer), "Pauses.Ended", cancellation);

    private async Task<IActionResult> DoAsync(Func<Task<Result>> act, string form, string done, CancellationToken cancellation)
    {
        if (ModelState.IsValid)
        {
            if ((await act()).Refusal is not { } refusal)
            {
                this.Toast(texts[done]);
                return LocalRedirect(Request.With());
            }

            ModelState.Say(refusal, texts, field => $"{form}.{field}");
        }

        await OnGetAsync(cancellation);
        return Page();
    }
}

/// <summary>What is typed into the form that asks. How long a text may be is asked by the handlers, of the text as it is kept.</summary>
public sealed class PauseEntry
{
    [Display(Name = "Pauses.Ground")]
    public string? Ground { get; set; }

    [Display(Name = "Pauses.Reason")]
    public string? Reason { get; set; }

    [Display(Name = "Pauses.Evidence")]
    public string? Evidence { get; set; }

    [Display(Name = "Pauses.LastDay")]
    public DateOnly? LastDay { get; set; }
}

/// <summary>What is typed where a request is decided on or a pause ended.</summary>
public sealed class PauseAnswer
{
    public Guid RequestId { get; set; }
    public string? Reason { get; set; }
}

/// <summary>The number beside the entry: what waits for this clerk's decision.</summary>
internal sealed class PauseCount(PauseLedger ledger, CurrentViewer current) : INavigationCount
{
    public string Path => "/deadlines/pauses";

    public async Task<int> CountAsync(HttpContext context) => current.Find() is { } viewer ? await ledger.ToDecideAsync(viewer, context.RequestAborted) : 0;
}
