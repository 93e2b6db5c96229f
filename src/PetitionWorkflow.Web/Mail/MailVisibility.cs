using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Web.Mail;

/// <summary>A mail about a case is shown to whoever may see the case, a digest to whoever may see all of its cases.</summary>
internal static class MailVisibility
{
    public static IQueryable<OutgoingMail> MailsVisibleTo(this PetitionDbContext db, Viewer viewer)
    {
        var petitions = db.Set<Petition>().VisibleTo(viewer);
        var hidden = db.Set<OutgoingMail>().Where(line => line.BundledInId != null && !petitions.Any(p => p.Id == line.PetitionId));
        return db.Set<OutgoingMail>().AsNoTracking().Where(m =>
            (m.PetitionId == null || petitions.Any(p => p.Id == m.PetitionId)) && !hidden.Any(line => line.BundledInId == m.Id));
    }
}
