using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Mail;

namespace PetitionWorkflow.Persistence.Doctor;

/// <summary>No mail is in the outbox twice, whatever the reason that queued it (D5).</summary>
internal sealed class MailsAreUnique : IInvariant
{
    public async Task<IReadOnlyList<Violation>> FindAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        var doubled = await db.Set<OutgoingMail>()
            .GroupBy(m => m.DedupKey)
            .Where(g => g.Count() > 1)
            .Select(g => new { Key = g.Key, Times = g.Count() })
            .ToListAsync(cancellation);

        // The key ends with the recipient's address, which is nobody's business in a log.
        return [.. doubled.Select(m => new Violation("mail-twice", m.Key[..Math.Max(0, m.Key.LastIndexOf(':'))], m.Times))];
    }
}
