using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail;

/// <summary>
/// Who may send which mail. A sender takes a few at a time under a lease and writes how each ended; the rows' versions keep two senders
/// from holding the same mail, and what its holder did not survive falls due again when the lease is over.
/// </summary>
public sealed class MailClaims(UnitOfWorkRunner runner, TimeProvider time)
{
    /// <summary>Few, since they wait for the lease when the program is killed; enough that a claim costs little beside the sending.</summary>
    private const int AtOnce = 20;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    /// <summary>A mail that has not been begun by then is given back: its conversation could outlast the lease.</summary>
    private static readonly TimeSpan LatestBeginning = Lease / 2;

    /// <summary>Takes the next ones, urgent ones first, then those that have waited longest. None when nothing is due.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> TakeAsync(CancellationToken cancellation)
    {
        List<OutgoingMail> looked;
        do
        {
            looked = await LookAsync(cancellation);
        }
        while (looked.Count > 0 && looked.TrueForAll(m => m.State == MailState.Withheld));

        return looked.FindAll(m => m.State != MailState.Withheld);
    }

    /// <returns>Those that are this sender's now, and those that turned out to be for nobody.</returns>
    private async Task<List<OutgoingMail>> LookAsync(CancellationToken cancellation)
    {
        var taken = await runner.RunAsync<List<OutgoingMail>>(
            async scoped =>
            {
                var work = scoped.GetRequiredService<UnitOfWork>();
                var now = time.UtcNow();
                var due = Due(work.Db, now);
                if (!await due.AnyAsync(cancellation))
                {
                    return new List<OutgoingMail>();
                }

                await work.BeginAsync(cancellation);
                var mails = await due.OrderByDescending(m => m.IsUrgent).ThenBy(m => m.NextAttemptAt).ThenBy(m => m.CreatedAt).ThenBy(m => m.Id).Take(AtOnce).ToListAsync(cancellation);
                await scoped.GetRequiredService<BarredMail>().WithholdAsync(mails, cancellation);
                foreach (var mail in mails.Where(m => m.State != MailState.Withheld))
                {
                    mail.State = MailState.Sending;
                    mail.Fingerprint = Outbox.FingerprintOf(mail);
                    mail.NextAttemptAt = now + Lease;
                    mail.Attempts++;
                }

                return mails;
            },
            cancellation);
        return taken.Value;
    }

    /// <summary>What is queued and due, or was being sent when its lease ended: no other mail has a next attempt. The small index on it answers.</summary>
    public static IQueryable<OutgoingMail> Due(DbContext db, DateTime now) => db.Set<OutgoingMail>().Where(m => m.NextAttemptAt <= now);

    public bool MayStillBegin(OutgoingMail mail) => time.UtcNow() <= mail.NextAttemptAt!.Value - Lease + LatestBeginning;

    /// <summary>
    /// Writes in one transaction how mails ended. It takes its turn among the writers: beside an import that never stops writing, an
    /// update of its own would wait until it fails.
    /// </summary>
    public Task EndAsync(IReadOnlyCollection<MailEnd> ends) => runner.RunAsync<int>(async scoped =>
    {
        var work = scoped.GetRequiredService<UnitOfWork>();
        await work.BeginAsync(CancellationToken.None);
        var mails = work.Db.Set<OutgoingMail>();
        foreach (var sent in ends.Where(e => e.State == MailState.Sent).GroupBy(e => e.At))
        {
            var ids = sent.Select(e => e.Mail.Id).ToList();
            await mails.Where(m => ids.Contains(m.Id)).ExecuteUpdateAsync(m => m
                .SetProperty(x => x.State, MailState.Sent).SetProperty(x => x.SentAt, sent.Key).SetProperty(x => x.NextAttemptAt, (DateTime?)null)
                .SetProperty(x => x.LastError, (string?)null).SetProperty(x => x.Version, x => x.Version + 1));
        }

        foreach (var end in ends.Where(e => e.State != MailState.Sent))
        {
            // Only what is still this sender's: another may have taken it after the lease.
            var mine = await mails.Where(m => m.Id == end.Mail.Id && m.State == MailState.Sending && m.NextAttemptAt == end.Mail.NextAttemptAt).ExecuteUpdateAsync(m => m
                .SetProperty(x => x.State, end.State).SetProperty(x => x.NextAttemptAt, end.State == MailState.Dead ? null : end.At)
                .SetProperty(x => x.LastError, end.Error).SetProperty(x => x.Attempts, end.Attempts).SetProperty(x => x.Version, x => x.Version + 1));
            if (mine > 0 && end.State == MailState.Dead)
            {
                await UndeliveredMail.NoteAsync(work, end.Mail, end.Error, ActContext.System("mail"), CancellationToken.None);
            }
        }

        return ends.Count;
    });
}

/// <summary>How the sending of a claimed mail ended.</summary>
/// <param name="Mail">As it was claimed.</param>
/// <param name="State">What it is now.</param>
/// <param name="At">When it was sent, or when it falls due again (UTC).</param>
/// <param name="Attempts">Counted so far.</param>
/// <param name="Error">What the server or the network said; null when nothing went wrong.</param>
public sealed record MailEnd(OutgoingMail Mail, MailState State, DateTime At, int Attempts, string? Error = null);
