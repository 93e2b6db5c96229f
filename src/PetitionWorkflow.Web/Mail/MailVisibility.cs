using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Web.Mail;

/// <summary>
/// A mail about a case is shown to whoever may see the case, a digest to whoever may see all of its cases. Those who watch the outbox see
/// every case but a few, so the few are looked up once, and not each of a million mails.
/// </summary>
internal static class MailVisibility
{
    public static IQueryable<OutgoingMail> MailsVisibleTo(this PetitionDbContext db, Viewer viewer)
    {
        var (mails, seen) = (db.Set<OutgoingMail>().AsNoTracking(), db.Set<Petition>().VisibleTo(viewer));
        var closed = db.Set<Petition>().Where(p => !seen.Any(s => s.Id == p.Id)).Select(p => p.Id);
        var about = mails.Where(m => m.PetitionId != null && closed.Contains(m.PetitionId.Value));
        var hidden = about.Select(m => m.Id).Union(about.Where(line => line.BundledInId != null).Select(line => line.BundledInId!.Value));
        return mails.Where(m => !hidden.Contains(m.Id));
    }
}
