using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Mail.Inbox;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Intake.ByMail;

/// <summary>
/// A person registers a message that the mailbox did not: one of a flood, a stranger's reply, what looked automatic. It is fetched again, so
/// that its files come with it.
/// </summary>
public sealed partial class TakeUpMail(PetitionDbContext db, UnitOfWorkRunner runner, IServiceProvider services, FetchMail fetch, IOptions<MailboxOptions> options, ILogger<TakeUpMail> log)
{
    /// <returns>The case's number.</returns>
    public async Task<Result<string>> RunAsync(Guid incomingMailId, Viewer by, CancellationToken cancellation)
    {
        if (await db.Set<IncomingMail>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == incomingMailId, cancellation) is not { } note || !note.MayBeTakenUp)
        {
            return new Refusal("mail-not-to-take-up");
        }

        if (string.IsNullOrWhiteSpace(options.Value.Host))
        {
            return new Refusal("mailbox-closed");
        }

        try
        {
            return await FetchAsync(note, by, cancellation);
        }
        catch (MailServerAwayException away)
        {
            LogAway(away);
            return new Refusal("mailbox-away");
        }
        catch (Exception failed) when (MailTrouble.IsTheMessages(failed))
        {
            LogFailed(note.Uid, MailTrouble.Describe(failed));
            return new Refusal("mail-failed");
        }
    }

    private async Task<Result<string>> FetchAsync(IncomingMail note, Viewer by, CancellationToken cancellation)
    {
        await using var mailbox = services.GetRequiredService<Mailbox>();
        await mailbox.OpenAsync(cancellation);
        if (mailbox.UidValidity != note.UidValidity || await mailbox.BytesOfAsync((uint)note.Uid, cancellation) is not { } bytes)
        {
            return new Refusal("mail-gone");
        }

        var command = await fetch.FromAsync(mailbox, (uint)note.Uid, bytes, cancellation);
        if (command.Message is null)
        {
            return command.Refusal ?? new Refusal("mail-gone");
        }

        var whole = await fetch.KeepFilesAsync(command, cancellation);
        return await runner.RunAsync<TakeMailInHandler, string>(h => h.TakeUpAsync(whole, by.Act(), cancellation), cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mailbox could not be read for a message that is to be taken up.")]
    private partial void LogAway(Exception away);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Uid} of the mailbox could not be taken up: {Cause}")]
    private partial void LogFailed(long uid, string cause);
}
