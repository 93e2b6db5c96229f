using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Mail.Inbox;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Intake.ByMail;

/// <summary>
/// Reads the office's mailbox, oldest message first, a bounded number at a turn. What was read is in the database, not in the mailbox: a kill
/// between two messages loses nothing, and a message that another program took meanwhile is passed over.
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
            var command = await fetch.FromAsync(mailbox, uid, bytes, cancellation);
            var taken = await TakeAsync(command, cancellation);
            LogTaken(uid, taken);
        }
    }

    private async Task<IncomingMailKind> TakeAsync(TakeMailIn command, CancellationToken cancellation)
    {
        var taken = await runner.RunAsync<TakeMailInHandler, IncomingMailKind>(h => h.HandleAsync(command, cancellation), cancellation);

        // A rule of another room said no when the case was to begin: the message is set aside, and the next one is not kept waiting.
        return taken.Refusal is { } refusal
            ? (await runner.RunAsync<TakeMailInHandler, IncomingMailKind>(h => h.HandleAsync(command with { Refusal = refusal }, cancellation), cancellation)).Value
            : taken.Value;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {Uid} of the mailbox: {Kind}")]
    private partial void LogTaken(uint uid, IncomingMailKind kind);
}
