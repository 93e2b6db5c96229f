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
    UnitOfWorkRunner runner,
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
        return await UpdateAsync(
            mails => mails.Where(m => m.Id == mail.Id && m.State == mail.State && m.NextAttemptAt == mail.NextAttemptAt)
                .ExecuteUpdateAsync(
                    m => m
                        .SetProperty(x => x.State, MailState.Sending)
                        .SetProperty(x => x.NextAttemptAt, until)
                        .SetProperty(x => x.Attempts, x => x.Attempts + 1),
                    cancellation),
            cancellation) == 1;
    }

    private async Task SendOneAsync(IMailTransport transport, OutgoingMail mail, CancellationToken cancellation)
    {
        try
        {
            await transport.SendAsync(messages.Create(mail), cancellation);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            var attempts = mail.Attempts + 1;
            var hopeless = failed is MailRefusedException or MimeKit.ParseException || attempts >= options.Value.MaxAttempts;
            await FinishAsync(mail, hopeless ? MailState.Dead : MailState.Queued, time.UtcNow() + BackOff(attempts), failed.Message, cancellation);
            LogFailed(mail.Id, attempts, failed.GetType().Name);
            return;
        }

        // Outside of the try: a mail that went out must never be queued again because the note about it could not be written.
        await FinishAsync(mail, MailState.Sent, time.UtcNow(), null, cancellation);
        LogSent(mail.Id);
    }

    private Task FinishAsync(OutgoingMail mail, MailState state, DateTime at, string? error, CancellationToken cancellation) =>
        UpdateAsync(
            mails => mails.Where(m => m.Id == mail.Id)
                .ExecuteUpdateAsync(
                    m => m
                        .SetProperty(x => x.State, state)
                        .SetProperty(x => x.NextAttemptAt, at)
                        .SetProperty(x => x.SentAt, state == MailState.Sent ? at : null)
                        .SetProperty(x => x.LastError, error),
                    cancellation),
            cancellation);

    /// <summary>Takes its turn among the writers: beside an import that never stops writing, an update of its own would wait until it fails.</summary>
    private async Task<int> UpdateAsync(Func<IQueryable<OutgoingMail>, Task<int>> update, CancellationToken cancellation)
    {
        var updated = await runner.RunAsync<int>(
            async scoped =>
            {
                var work = scoped.GetRequiredService<UnitOfWork>();
                await work.BeginAsync(cancellation);
                return await update(work.Db.Set<OutgoingMail>());
            },
            cancellation);
        return updated.Value;
    }

    /// <summary>1, 2, 4 … minutes, at most two hours.</summary>
    private static TimeSpan BackOff(int attempts) => TimeSpan.FromMinutes(Math.Min(120, Math.Pow(2, attempts - 1)));

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {MailId} sent")]
    private partial void LogSent(Guid mailId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {MailId} failed at attempt {Attempt} ({Cause})")]
    private partial void LogFailed(Guid mailId, int attempt, string cause);
}
