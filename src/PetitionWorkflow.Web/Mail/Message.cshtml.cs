using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Mail;

/// <summary>One mail as it goes out, with every attempt's end.</summary>
[Authorize(Policy = Policies.WatchMail)]
public sealed class MessageModel(PetitionDbContext db, CurrentViewer viewer) : PageModel
{
    public OutgoingMail Mail { get; private set; } = null!;
    public string? CaseNumber { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.MailsVisibleTo(viewer.Require()).SingleOrDefaultAsync(m => m.Id == id, cancellation) is not { } mail)
        {
            return NotFound();
        }

        Mail = mail;
        CaseNumber = await db.Set<Petition>().VisibleTo(viewer.Require())
            .Where(p => p.Id == mail.PetitionId).Select(p => p.Number).SingleOrDefaultAsync(cancellation);
        return Page();
    }
}
