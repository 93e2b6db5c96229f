using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake.ByMail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Mail;

/// <summary>What became of every message of the office's mailbox; replies and what was set aside wait here for a clerk.</summary>
[Authorize(Policy = Policies.WatchMail)]
public sealed class IncomingModel(PetitionDbContext db, TakeUpMail takeUp, IAuthorizationService authorization, Texts texts, CurrentViewer viewer) : PageModel
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true)]
    public IncomingMailKind? Kind { get; set; }

    /// <summary>One message, as a case's history leads to it.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<(IncomingMail Mail, string? CaseNumber)> Mails { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, PageSize, 0);

    /// <summary>Who registers petitions may take a message up as one.</summary>
    public bool MayRegister { get; private set; }

    public async Task<IActionResult> OnPostTakeUpAsync(Guid mail, CancellationToken cancellation)
    {
        if (!(await authorization.AuthorizeAsync(User, Policies.RegisterPetitions)).Succeeded)
        {
            return Forbid();
        }

        if (!await Visible().AnyAsync(m => m.Id == mail, cancellation))
        {
            return NotFound();
        }

        var taken = await takeUp.RunAsync(mail, viewer.Require(), cancellation);
        if (taken.Refusal is { } refusal)
        {
            ModelState.AddModelError("", texts.Of(refusal));
            await OnGetAsync(cancellation);
            return Page();
        }

        this.Toast(texts["IncomingPages.TakenUp", taken.Value]);
        return Redirect($"/cases/{taken.Value}");
    }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        MayRegister = (await authorization.AuthorizeAsync(User, Policies.RegisterPetitions)).Succeeded;
        var cases = db.Set<Petition>().VisibleTo(viewer.Require());
        var mails = Visible().Where(m => (Kind == null || m.Kind == Kind) && (Id == null || m.Id == Id));
        Paging = new Paging(Math.Max(1, PageNumber), PageSize, await mails.CountAsync(cancellation));
        var page = await mails.OrderByDescending(m => m.ReadAt).ThenByDescending(m => m.Id).Skip((Paging.Page - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
        var ids = page.Select(m => m.PetitionId).OfType<Guid>().ToList();
        var numbers = await cases.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Number, cancellation);
        Mails = [.. page.Select(m => (m, m.PetitionId is { } id ? numbers.GetValueOrDefault(id) : null))];
    }
    /// <summary>What belongs to a case or answers a mail, as far as the reader may see the case or the mail.</summary>
    private IQueryable<IncomingMail> Visible()
    {
        var (cases, sent) = (db.Set<Petition>().VisibleTo(viewer.Require()), db.MailsVisibleTo(viewer.Require()));
        return db.Set<IncomingMail>().AsNoTracking().Where(m =>
            (m.PetitionId == null || cases.Any(c => c.Id == m.PetitionId)) && (m.OutgoingMailId == null || sent.Any(o => o.Id == m.OutgoingMailId)));
    }
}
