using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Cards;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Deadlines;

/// <summary>督辦台賬: the cards and urgings of units; a unit replies to its cards here, and a leader decides on the reply.</summary>
[Authorize(Policy = Policies.ReadCases)]
public sealed class CardsModel(CardLedger ledger, PetitionDbContext db, UnitOfWorkRunner runner, CurrentViewer viewer, TimeProvider time, Texts texts) : PageModel
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    [BindProperty(SupportsGet = true)]
    public CardFilter Filter { get; set; } = CardFilter.All;

    [BindProperty(SupportsGet = true)]
    public Guid? Unit { get; set; }

    /// <summary>A case number: the cards of one case.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Case { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    [BindProperty]
    public CardInput Input { get; set; } = new();

    public IReadOnlyList<CardLine> Lines { get; private set; } = [];
    public IReadOnlyList<UnitCards> OfUnits { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, PageSize, 0);

    public bool MayReply(CardLine line) => line.Reply is null && IssuedCards.MayReply(viewer.Require(), line.Card.UnitId);

    public bool MayDecide(CardLine line) => line.Reply is { Decision: null } && IssuedCards.MayDecide(viewer.Require());

    /// <summary>The card whose form was refused is open again, with what was typed.</summary>
    public bool IsOpen(CardLine line) => Input.ClockId == line.Card.ClockId && Input.DueDay == line.Card.DueDay && Input.Kind == line.Card.Kind;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var (me, today) = (viewer.Require(), time.Today());
        (From, Until) = (From ?? new DateOnly(today.Year, 1, 1), Until ?? today);
        var query = new CardQuery(From.Value, Until.Value, Filter, Unit, string.IsNullOrWhiteSpace(Case) ? null : Case.Trim().ToUpperInvariant(), Math.Max(1, PageNumber), PageSize);
        (Lines, var total) = await ledger.ReadAsync(query, me, cancellation);
        Paging = new Paging(query.Page, PageSize, total);
        if (query.Page > Paging.LastPage)
        {
            // What stood there is answered since the page was drawn.
            Paging = Paging with { Page = Paging.LastPage };
            (Lines, _) = await ledger.ReadAsync(query with { Page = Paging.LastPage }, me, cancellation);
        }

        OfUnits = await ledger.OfUnitsAsync(query, me, cancellation);
        var units = !me.SeesEveryCase ? [] : await db.Set<Unit>().OrderBy(u => u.Name).Select(u => new { u.Id, u.Name }).ToListAsync(cancellation);
        Units = [.. units.Select(u => new SelectListItem(u.Name, u.Id.ToString()))];
    }

    public Task<IActionResult> OnPostReplyAsync(CancellationToken cancellation) => AnswerAsync(
        () => runner.RunAsync<ReplyToCardHandler>(h => h.HandleAsync(new ReplyToCard(Input.Key, Input.Text, viewer.Require()), cancellation), cancellation), "Cards.Replied", cancellation);

    public Task<IActionResult> OnPostDecideAsync(CardDecision decision, CancellationToken cancellation) => AnswerAsync(
        () => runner.RunAsync<DecideOnCardHandler>(h => h.HandleAsync(new DecideOnCard(Input.Key, decision, Input.Reason, viewer.Require()), cancellation), cancellation), "Cards.Decided", cancellation);

    private async Task<IActionResult> AnswerAsync(Func<Task<Result>> act, string done, CancellationToken cancellation)
    {
        if (ModelState.IsValid)
        {
            if ((await act()).Refusal is not { } refusal)
            {
                this.Toast(texts[done]);
                return LocalRedirect(Request.With());
            }

            ModelState.Say(refusal, texts, field => "Input." + field);
        }

        await OnGetAsync(cancellation);
        return Page();
    }
}

/// <summary>How long a text may be is asked by the handlers, of the text as it is kept: a browser sends two characters for one line end.</summary>
public sealed class CardInput
{
    public Guid ClockId { get; set; }
    public DateOnly DueDay { get; set; }
    public StageKind Kind { get; set; } = StageKind.YellowCard;

    [Display(Name = "Cards.Text")]
    public string? Text { get; set; }

    [Display(Name = "Cards.Reason")]
    public string? Reason { get; set; }

    public CardKey Key => new(ClockId, DueDay, Kind);
}
