using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Mail.Inbox;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.ByMail;

/// <summary>
/// Reads the office's mailbox, oldest message first, a bounded number at a turn. What was read is in the database, not in the mailbox: a kill
/// between two messages loses nothing, and a message that another program took meanwhile is passed over. No message stops those after it.
/// </summary>
public sealed partial class ReadMailbox(
    PetitionDbContext db, UnitOfWorkRunner runner, IServiceProvider services, FetchMail fetch, IOptions<MailboxOptions> options, ILogger<ReadMailbox> log)
    : IRecurringWork
{
    public static string Name => "read-mailbox";

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(options.Value.Host))
        {
            return;
        }

        await using var mailbox = services.GetRequiredService<Mailbox>();
        await mailbox.OpenAsync(cancellation);
        long validity = mailbox.UidValidity;
        var last = await db.Set<IncomingMail>().Where(m => m.UidValidity == validity).MaxAsync(m => (long?)m.Uid, cancellation) ?? 0;
        foreach (var (uid, bytes) in await mailbox.AfterAsync((uint)last, options.Value.MaxPerTurn, cancellation))
        {
            LogTaken(uid, await ReadAsync(mailbox, uid, bytes, cancellation));
        }
    }

    /// <summary>What fails for this message alone is written down for a person: the next turn starts after the last line that was written.</summary>
    private async Task<IncomingMailKind> ReadAsync(Mailbox mailbox, uint uid, uint bytes, CancellationToken cancellation)
    {
        var command = new TakeMailIn(mailbox.UidValidity, uid, null);
        try
        {
            command = await fetch.FromAsync(mailbox, uid, bytes, cancellation);
            return await TakeAsync(command, cancellation);
        }
        catch (Exception failed) when (MailTrouble.IsTheMessages(failed))
        {
            LogFailed(uid, MailTrouble.Describe(failed));
            return await SetAsideAsync(command with { Refusal = new Refusal("mail-failed") }, cancellation);
        }
    }

    /// <summary>With sender, subject and words when these can be stored; it may have been one of them.</summary>
    private async Task<IncomingMailKind> SetAsideAsync(TakeMailIn command, CancellationToken cancellation)
    {
        try
        {
            return await TakeAsync(command, cancellation);
        }
        catch (Exception failed) when (command.Message is not null && MailTrouble.IsTheMessages(failed))
        {
            LogFailed(command.Uid, MailTrouble.Describe(failed));
            return await TakeAsync(command with { Message = null }, cancellation);
        }
    }

    private async Task<IncomingMailKind> TakeAsync(TakeMailIn command, CancellationToken cancellation)
    {
        var taken = await HandleAsync(command, cancellation);
        if (taken is { IsRefused: false, Value: null })
        {
            command = await fetch.KeepFilesAsync(command, cancellation);
            taken = await HandleAsync(command, cancellation);
        }

        // A rule of another room said no when the case was to begin: the message is set aside, and the next one is not kept waiting.
        return taken.Refusal is { } refusal
            ? (await HandleAsync(command with { Refusal = refusal }, cancellation)).Value!.Value
            : taken.Value!.Value;
    }

    private Task<Result<IncomingMailKind?>> HandleAsync(TakeMailIn command, CancellationToken cancellation) =>
        runner.RunAsync<TakeMailInHandler, IncomingMailKind?>(h => h.HandleAsync(command, cancellation), cancellation);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Uid} of the mailbox failed and is set aside: {Cause}")]
    private partial void LogFailed(uint uid, string cause);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {Uid} of the mailbox: {Kind}")]
    private partial void LogTaken(uint uid, IncomingMailKind kind);
}
