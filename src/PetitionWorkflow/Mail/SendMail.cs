using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail;

/// <summary>
/// Empties the outbox over one connection. While a mail goes out, the ends of those before it are written: at no moment are more than the
/// few of the last write sent and not yet known to be. A server that is away ends the run after one try: mails do not grow old in a queue
/// that nobody serves, and an urgent one does not wait behind the others' time-outs.
/// </summary>
public sealed partial class SendMail(
    MailClaims claims,
    IServiceProvider services,
    MailMessageFactory messages,
    IOptions<MailOptions> options,
    TimeProvider time,
    ILogger<SendMail> log) : IRecurringWork
{
    /// <summary>A server that is away comes back for all mails at once; that it was away is no mail's fault, and none is set aside for it.</summary>
    private static readonly TimeSpan LongestWaitForServer = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Enough to wait longer each time, and never the last: who comes back may still say "later" to every mail. What was counted beyond them,
    /// by answers of a server that was there, stays counted.
    /// </summary>
    private int MostWithoutServer => Math.Min(options.Value.MaxAttempts / 2, options.Value.MaxAttempts - 2);

    public static string Name => "send-mail";

    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var transport = services.GetRequiredService<IMailTransport>();
        while (await claims.TakeAsync(cancellation) is { Count: > 0 } mails && await SendAsync(transport, mails, cancellation))
        {
        }
    }

    /// <returns>False when the server is away.</returns>
    private async Task<bool> SendAsync(IMailTransport transport, IReadOnlyList<OutgoingMail> mails, CancellationToken cancellation)
    {
        var (ended, begun, isThere) = (new List<MailEnd>(), 0, true);
        var writing = Task.CompletedTask;
        try
        {
            while (isThere && begun < mails.Count && claims.MayStillBegin(mails[begun]))
            {
                (var end, isThere) = await SendOneAsync(transport, mails[begun++], cancellation);
                ended.Add(end);
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

        return isThere;
    }

    private async Task<(MailEnd End, bool ServerIsThere)> SendOneAsync(IMailTransport transport, OutgoingMail mail, CancellationToken cancellation)
    {
        try
        {
            await transport.SendAsync(messages.Create(mail), cancellation);
        }
        catch (MailServerAwayException away)
        {
            LogFailed(mail.Id, mail.Attempts, away.InnerException!.GetType().Name);
            var soon = BackOff(mail.Attempts) < LongestWaitForServer ? BackOff(mail.Attempts) : LongestWaitForServer;
            return (new MailEnd(mail, MailState.Queued, time.UtcNow() + soon, Math.Min(mail.Attempts, Math.Max(MostWithoutServer, mail.Attempts - 1)), away.Message), false);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            var hopeless = failed is MailRefusedException or MimeKit.ParseException || mail.Attempts >= options.Value.MaxAttempts;
            LogFailed(mail.Id, mail.Attempts, failed.GetType().Name);
            return (new MailEnd(mail, hopeless ? MailState.Dead : MailState.Queued, time.UtcNow() + BackOff(mail.Attempts), mail.Attempts, failed.Message), true);
        }

        LogSent(mail.Id);
        return (new MailEnd(mail, MailState.Sent, time.UtcNow(), mail.Attempts), true);
    }

    /// <summary>1, 2, 4 … minutes, at most two hours.</summary>
    private static TimeSpan BackOff(int attempts) => TimeSpan.FromMinutes(Math.Min(120, Math.Pow(2, attempts - 1)));

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {MailId} sent")]
    private partial void LogSent(Guid mailId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {MailId} failed at attempt {Attempt} ({Cause})")]
    private partial void LogFailed(Guid mailId, int attempt, string cause);
}
