using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Mail;

namespace PetitionWorkflow.Persistence.Doctor;

/// <summary>The ledger of the reminder ladder and the outbox agree: as many mails as the stage says it queued, for every stage.</summary>
internal sealed class RemindersHaveTheirMails : IInvariant
{
    public async Task<IReadOnlyList<Violation>> FindAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        var reminders = await db.Set<ClockReminder>().AsNoTracking()
            .Where(r => r.Mails > 0)
            .Select(r => new { r.ClockId, r.DueDay, r.Stage, r.PetitionId, r.Mails })
            .ToListAsync(cancellation);
        if (reminders.Count == 0)
        {
            return [];
        }

        var queued = (await db.Set<OutgoingMail>().Where(m => m.PetitionId != null).Select(m => m.DedupKey).ToListAsync(cancellation))
            .CountBy(key => key[..Math.Max(0, key.LastIndexOf(':'))])
            .ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        return
        [
            .. from r in reminders
               let occasion = string.Create(CultureInfo.InvariantCulture, $"{r.PetitionId:n}:{r.ClockId:n}:{r.DueDay:yyyyMMdd}:{r.Stage}")
               let mails = queued.GetValueOrDefault(occasion)
               where mails != r.Mails
               select new Violation("reminder-without-mail", occasion, r.Mails, mails),
        ];
    }
}
