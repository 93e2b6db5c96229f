using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail;

/// <summary>
/// Empties the outbox. Each mail is claimed by a guarded update, sent, and its end written: two senders never hold the same mail,
/// and a claim that its holder did not survive falls due again when its lease is over.
/// </summary>
public sealed partial class SendMail(
    PetitionDbContext db,
    IServiceProvider services,
    MailMessageFactory messages,
    IOptions<MailOptions> options,
    TimeProvider time,
    ILogger<SendMail> log) : IRecurringWork
{
    /// <summary>Longer than the slowest conversation: a claim older than this is an orphan.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    private const int PageSize = 50;

    public static string Name => "send-mail";

    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var transport = services.GetRequiredService<IMailTransport>();
        while (true)
        {
            var now = time.UtcNow();
            var due = await db.Set<OutgoingMail>().AsNoTracking()
                .Where(m => (m.State == MailState.Queued || m.State == MailState.Sending) && m.NextAttemptAt <= now)
                .OrderByDescending(m => m.IsUrgent).ThenBy(m => m.NextAttemptAt)
                .Take(PageSize)
                .ToListAsync(cancellation);
            foreach (var mail in due)
            {
                if (await ClaimAsync(mail, cancellation))
                {
                    await SendOneAsync(transport, mail, cancellation);
                }
            }

            if (due.Count < PageSize)
            {
                return;
            }
        }
    }

    private async Task<bool> ClaimAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        var until = time.UtcNow() + Lease;
        return await db.Set<OutgoingMail>()
            .Where(m => m.Id == mail.Id && m.State == mail.State && m.NextAttemptAt == mail.NextAttemptAt)
            .ExecuteUpdateAsync(m => m
                .SetProperty(x => x.State, MailState.Sending)
                .SetProperty(x => x.NextAttemptAt, until)
                .SetProperty(x => x.Attempts, x => x.Attempts + 1), cancellation) == 1;
    }

    private async Task SendOneAsync(IMailTransport transport, OutgoingMail mail, CancellationToken cancellation)
    {
        try
        {
            await transport.SendAsync(messages.Create(mail), cancellation);
            await FinishAsync(mail, MailState.Sent, time.UtcNow(), null, cancellation);
            LogSent(mail.Id);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            var attempts = mail.Attempts + 1;
            var hopeless = failed is MailRefusedException or MimeKit.ParseException || attempts >= options.Value.MaxAttempts;
            await FinishAsync(mail, hopeless ? MailState.Dead : MailState.Queued, time.UtcNow() + BackOff(attempts), failed.Message, cancellation);
            LogFailed(mail.Id, attempts, failed.GetType().Name);
        }
    }

    private Task FinishAsync(OutgoingMail mail, MailState state, DateTime at, string? error, CancellationToken cancellation) =>
        db.Set<OutgoingMail>()
            .Where(m => m.Id == mail.Id)
            .ExecuteUpdateAsync(m => m
                .SetProperty(x => x.State, state)
                .SetProperty(x => x.NextAttemptAt, at)
                .SetProperty(x => x.SentAt, state == MailState.Sent ? at : null)
                .SetProperty(x => x.LastError, error), cancellation);

    /// <summary>1, 2, 4 … minutes, at most two hours.</summary>
    private static TimeSpan BackOff(int attempts) => TimeSpan.FromMinutes(Math.Min(120, Math.Pow(2, attempts - 1)));

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {MailId} sent")]
    private partial void LogSent(Guid mailId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {MailId} failed at attempt {Attempt} ({Cause})")]
    private partial void LogFailed(Guid mailId, int attempt, string cause);
}
