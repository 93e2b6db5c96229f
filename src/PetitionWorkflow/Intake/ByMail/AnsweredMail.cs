using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Mail.Inbox;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Intake.ByMail;

/// <summary>
/// What a message says it answers. Anybody who had the mail can say so: it ties nothing to a case, but whoever must not see the mail must not
/// read in the answer what it was about.
/// </summary>
internal static class AnsweredMail
{
    /// <summary>Those about a case first, the latest of them before the others.</summary>
    public static Task<List<OutgoingMail>> AnsweredByAsync(this PetitionDbContext db, ReceivedMail message, CancellationToken cancellation) =>
        db.Set<OutgoingMail>().Where(m => message.AnswersTo.Contains(m.Fingerprint!)).OrderBy(m => m.PetitionId == null).ThenByDescending(m => m.Id).ToListAsync(cancellation);
}
