using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail;

/// <summary>
/// Empties the outbox over one connection. While a mail goes out, the ends of those before it are written: at no moment are more than the
/// few of the last write sent and not yet known to be.
/// </summary>
public sealed partial class SendMail(
    MailClaims claims,
    IServiceProvider services,
    MailMessageFactory messages,
    IOptions<MailOptions> options,
    TimeProvider time,
    ILogger<SendMail> log) : IRecurringWork
{
    public static string Name => "send-mail";

    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var transport = services.GetRequiredService<IMailTransport>();
        while (await claims.TakeAsync(cancellation) is { Count: > 0 } mails)
        {
            await SendAsync(transport, mails, cancellation);
        }
    }

    private async Task SendAsync(IMailTransport transport, IReadOnlyList<OutgoingMail> mails, CancellationToken cancellation)
    {
        var (ended, begun) = (new List<MailEnd>(), 0);
        var writing = Task.CompletedTask;
        try
        {
            while (begun < mails.Count && claims.MayStillBegin(mails[begun]))
            {
                ended.Add(await SendOneAsync(transport, mails[begun++], cancellation));
                if (writing.IsCompleted)
                {
                    await writing;
                    (var ends, ended) = (ended, []);
                    // The embedded database writes on the caller's thread.
                    writing = Task.Run(() => claims.EndAsync(ends), CancellationToken.None);
                }
            }
        }
        finally
        {
            // Also when the program is asked to stop: what went out must be known, what did not begin need not wait for the lease. A mail
            // that was interrupted waits for it: nobody knows how far it went.
            ended.AddRange(mails.Skip(begun).Select(mail => new MailEnd(mail, MailState.Queued, time.UtcNow(), mail.Attempts - 1, mail.LastError)));
            await writing;
            if (ended.Count > 0)
            {
                await claims.EndAsync(ended);
            }
        }
    }

    private async Task<MailEnd> SendOneAsync(IMailTransport transport, OutgoingMail mail, CancellationToken cancellation)
    {
        try
        {
            await transport.SendAsync(messages.Create(mail), cancellation);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            var hopeless = failed is MailRefusedException or MimeKit.ParseException || mail.Attempts >= options.Value.MaxAttempts;
            LogFailed(mail.Id, mail.Attempts, failed.GetType().Name);
            return new MailEnd(mail, hopeless ? MailState.Dead : MailState.Queued, time.UtcNow() + BackOff(mail.Attempts), mail.Attempts, failed.Message);
        }

        LogSent(mail.Id);
        return new MailEnd(mail, MailState.Sent, time.UtcNow(), mail.Attempts);
    }

    /// <summary>1, 2, 4 … minutes, at most two hours.</summary>
    private static TimeSpan BackOff(int attempts) => TimeSpan.FromMinutes(Math.Min(120, Math.Pow(2, attempts - 1)));

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {MailId} sent")]
    private partial void LogSent(Guid mailId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {MailId} failed at attempt {Attempt} ({Cause})")]
    private partial void LogFailed(Guid mailId, int attempt, string cause);
}
