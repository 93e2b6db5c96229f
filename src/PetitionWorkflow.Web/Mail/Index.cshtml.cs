using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Mail;

/// <summary>The outbox: what goes out, what went out, and what could not.</summary>
[Authorize(Policy = Policies.WatchMail)]
public sealed class MailIndexModel(PetitionDbContext db, UnitOfWorkRunner runner, IAuthorizationService authorization, Texts texts, CurrentViewer viewer) : PageModel
{
    private const int PageSize = 25;

    /// <summary>So many are sent again at one word.</summary>
    public const int MostAtOnce = 1000;

    [BindProperty(SupportsGet = true)]
    public MailState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    /// <summary>A case number: the log of one case.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Case { get; set; }

    /// <summary>The log of one unit: what went to its address, or to its people as its people.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Unit { get; set; }

    public string? UnitName { get; private set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<MailLine> Mails { get; private set; } = [];
    public IReadOnlyDictionary<MailState, int> Counts { get; private set; } = new Dictionary<MailState, int>();
    public Paging Paging { get; private set; } = new(1, PageSize, 0);

    /// <summary>Who registers petitions; who only audits changes nothing.</summary>
    public bool MaySendAgain { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        MaySendAgain = await MaySendAgainAsync();
        var found = Narrowed(Visible());
        UnitName = Unit is null ? null : await db.Set<Unit>().Where(u => u.Id == Unit).Select(u => u.Name).SingleOrDefaultAsync(cancellation);
        Counts = await found.GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        Paging = new Paging(Math.Max(1, PageNumber), PageSize, State is { } state ? Counts.GetValueOrDefault(state) : Counts.Values.Sum());
        // Ids are in the order in which mails were written.
        Mails = await (State is null ? found : found.Where(m => m.State == State)).OrderByDescending(m => m.Id)
            .Skip((Paging.Page - 1) * PageSize).Take(PageSize)
            .Select(m => new MailLine(m.Id, m.ToAddress, m.Subject, m.State, m.IsUrgent, m.CreatedAt, m.SentAt, m.NextAttemptAt, m.Attempts))
            .ToListAsync(cancellation);
    }

    public async Task<IActionResult> OnPostRequeueAsync(Guid id, CancellationToken cancellation)
    {
        if (!await MaySendAgainAsync())
        {
            return Forbid();
        }

        if (!await Visible().AnyAsync(m => m.Id == id, cancellation))
        {
            return NotFound();
        }

        var result = await runner.RunAsync<RequeueMailHandler, bool>(h => h.HandleAsync(new RequeueMail(id, viewer.Require().Act()), cancellation), cancellation);
        this.Toast(result.Refusal is { } refusal ? texts.Of(refusal) : texts[result.Value ? "MailPages.Requeued" : "MailPages.StaysHere"], result.IsRefused || !result.Value);
        return RedirectToPage(new { State, Search, Case, Unit });
    }

    /// <summary>Everything that was set aside and is shown: the server was away for long, or an address was put right.</summary>
    public async Task<IActionResult> OnPostRequeueAllAsync(CancellationToken cancellation)
    {
        if (!await MaySendAgainAsync())
        {
            return Forbid();
        }

        var ids = await Narrowed(Visible()).Where(m => m.State == MailState.Dead).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Select(m => m.Id).Take(MostAtOnce).ToListAsync(cancellation);
        var again = (await runner.RunAsync<RequeueMailHandler, int>(h => h.HandleAsync(ids, viewer.Require().Act(), cancellation), cancellation)).Value;
        this.Toast(texts["MailPages.RequeuedAll", again]);
        return RedirectToPage(new { State, Search, Case, Unit });
    }

    private async Task<bool> MaySendAgainAsync() => (await authorization.AuthorizeAsync(User, Policies.RegisterPetitions)).Succeeded;

    private IQueryable<OutgoingMail> Visible() => db.MailsVisibleTo(viewer.Require());

    private IQueryable<OutgoingMail> Narrowed(IQueryable<OutgoingMail> mails)
    {
        if (!string.IsNullOrWhiteSpace(Case))
        {
            var petition = db.Set<Petition>().Numbered(Case.Trim()).Select(p => (Guid?)p.Id);
            mails = mails.Where(m => petition.Contains(m.PetitionId));
        }

        if (Unit is { } unit)
        {
            mails = mails.Where(m => m.UnitId == unit);
        }

        return string.IsNullOrWhiteSpace(Search)
            ? mails
            : mails.Where(m => m.Subject.Contains(Search.Trim()) || m.ToAddress.Contains(Search.Trim()));
    }
}

public sealed record MailLine(
    Guid Id, string To, string Subject, MailState State, bool IsUrgent, DateTime CreatedAt, DateTime? SentAt, DateTime? NextAttemptAt, int Attempts);
