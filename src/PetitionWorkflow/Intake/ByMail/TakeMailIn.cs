using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Mail.Inbox;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.ByMail;

/// <summary>One message of the mailbox.</summary>
/// <param name="Message">Null when it is too large to be fetched.</param>
/// <param name="Refusal">Why it cannot become a case, when that is known before.</param>
public sealed record TakeMailIn(uint UidValidity, uint Uid, ReceivedMail? Message, Refusal? Refusal = null)
{
    /// <summary>Those that may be kept, stored already; null before they were looked at.</summary>
    public IReadOnlyList<StoredFile>? Files { get; init; }

    /// <summary>A line for each of the others.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public bool LacksFiles => Files is null && Message is { Files.Count: > 0 };
}

/// <summary>Writes down what a message is, and registers it when it is a petition, in one transaction.</summary>
public sealed class TakeMailInHandler(UnitOfWork work, RegisterPetitionHandler register, Texts texts, IOptions<MailboxOptions> options)
{
    /// <summary>The case's sub-channel.</summary>
    public const string Platform = "电子邮件";

    /// <summary>A reply to a mail of ours, by somebody who never had it from us: it stays untied.</summary>
    public const string NotWhomWeWroteTo = "reply-by-stranger";

    private static readonly ActContext Act = ActContext.System("mailbox");

    /// <returns>Null, and nothing is written, when it becomes a case and its files are wanted first: <see cref="FetchMail.KeepFilesAsync"/>.</returns>
    public async Task<Result<IncomingMailKind?>> HandleAsync(TakeMailIn command, CancellationToken cancellation)
    {
        var (validity, uid) = ((long)command.UidValidity, (long)command.Uid);
        if (await work.Db.Set<IncomingMail>().AnyAsync(m => m.UidValidity == validity && m.Uid == uid, cancellation))
        {
            return IncomingMailKind.Again;
        }

        var key = command.Message is { } read ? MailKeys.Of(read) : null;
        if (key is not null && await IsReadBeforeAsync(command.Message!, key, cancellation))
        {
            return Note(command, IncomingMailKind.Again, null);
        }

        return command switch
        {
            { Message: null } or { Refusal: not null } => Note(command, IncomingMailKind.SetAside, key, text: command.Message?.Text, problem: command.Refusal?.Code),
            { Message.Bounce: { } bounce } => await BounceAsync(command, bounce, key, cancellation),
            { Message: { IsAutomatic: true } message } => Note(command, IncomingMailKind.Automatic, key, text: message.Text, mail: (await work.Db.AnsweredByAsync(message, cancellation)).FirstOrDefault()?.Id),
            { Message: { AnswersTo.Count: > 0 } message } => await ReplyAsync(command, message, key, cancellation),
            { Message: { } message } => await RegisterAsync(command, message, key, cancellation),
        };
    }

    private async Task<bool> IsReadBeforeAsync(ReceivedMail message, string key, CancellationToken cancellation)
    {
        var old = MailKeys.OldOf(message);
        var before = await work.Db.Set<IncomingMail>().AsNoTracking().Where(m => m.MessageKey == key || (old != null && m.MessageKey == old)).ToListAsync(cancellation);
        return before.Any(m => m.MessageKey == key || (string.Equals(m.Sender, SenderOf(message), StringComparison.OrdinalIgnoreCase) && m.Subject == SubjectOf(message)));
    }

    /// <summary>A person decided that the message is a petition after all.</summary>
    /// <returns>The case's number.</returns>
    public async Task<Result<string>> TakeUpAsync(TakeMailIn command, ActContext act, CancellationToken cancellation)
    {
        var (validity, uid) = ((long)command.UidValidity, (long)command.Uid);
        if (await work.Db.Set<IncomingMail>().SingleOrDefaultAsync(m => m.UidValidity == validity && m.Uid == uid, cancellation) is not { MayBeTakenUp: true } note)
        {
            return new Refusal("mail-not-to-take-up");
        }

        var registered = await RegisterAsync(command, command.Message!, note.MessageKey, act, cancellation);
        if (registered.Refusal is { } refusal)
        {
            return refusal;
        }

        (note.Kind, note.PetitionId) = (IncomingMailKind.Petition, registered.Value.Id);
        return registered.Value.Number;
    }

    private async Task<Result<IncomingMailKind?>> RegisterAsync(TakeMailIn command, ReceivedMail message, string? key, CancellationToken cancellation)
    {
        if (await IsFloodAsync(message, cancellation))
        {
            return Note(command, IncomingMailKind.SetAside, key, problem: "mail-flood", text: message.Text);
        }

        if (command.LacksFiles)
        {
            return (IncomingMailKind?)null;
        }

        var registered = await RegisterAsync(command, message, key, Act, cancellation);
        return registered.Refusal is { } refusal
            ? Note(command, IncomingMailKind.SetAside, key, problem: refusal.Code, text: message.Text)
            : Note(command, IncomingMailKind.Petition, key, registered.Value.Id);
    }

    /// <summary>
    /// A sender's name is easily forged; that costs somebody a day's waiting for a person, never the petition. Whoever gives none is one
    /// sender too.
    /// </summary>
    private async Task<bool> IsFloodAsync(ReceivedMail message, CancellationToken cancellation)
    {
        var (sender, since) = (SenderOf(message), work.Time.UtcNow().AddDays(-1));
        return await work.Db.Set<IncomingMail>()
            .CountAsync(m => m.Sender == sender && m.ReadAt > since && m.Kind == IncomingMailKind.Petition, cancellation) >= options.Value.MaxPerSenderAndDay;
    }

    private async Task<Result<RegisteredPetition>> RegisterAsync(TakeMailIn command, ReceivedMail message, string? key, ActContext act, CancellationToken cancellation)
    {
        var subject = MailText.Short(TypedText.Clean(message.Subject), RegisterRules.MaxSubject);
        var words = message.Text.Length > 0 ? message.Text : texts.In(Texts.Languages[0])["Mailbox.NoText"];
        var entry = new RegisterEntry
        {
            Register = new OnlineRegister { Platform = Platform, Account = MailText.Short(message.SenderAddress ?? "", 100), CapturedAt = work.Time.UtcNow(), IsPublic = false },
            Petitioner = new Petitioner { Name = Name(message.SenderName), Email = message.SenderAddress },
            Subject = subject.Length > 0 ? subject : texts.In(Texts.Languages[0])["Mailbox.NoSubject"],
            Text = MailText.Of(words, command.LeftOut, texts),
            ReceivedAt = work.Time.UtcNow(),
        };
        var sourceId = SourceIds.Of("mail", key ?? $"{command.UidValidity}-{command.Uid}");
        return await register.HandleAsync(new RegisterPetition(entry, act) { SourceId = sourceId, WithReceipt = false, Files = command.Files ?? [] }, cancellation);
    }

    /// <summary>A report can be forged too: it may only speak of the address that we wrote to.</summary>
    private async Task<Result<IncomingMailKind?>> BounceAsync(TakeMailIn command, Bounce bounce, string? key, CancellationToken cancellation)
    {
        var mail = bounce.Fingerprint is { } print ? await work.Db.Set<OutgoingMail>().SingleOrDefaultAsync(m => m.Fingerprint == print, cancellation) : null;
        if (mail is null || !bounce.Recipients.Contains(mail.ToAddress, StringComparer.OrdinalIgnoreCase))
        {
            return Note(command, IncomingMailKind.Bounce, key, text: bounce.Diagnostic);
        }

        if (bounce.IsFinal && mail.State == MailState.Sent)
        {
            mail.State = MailState.Dead;
            mail.LastError = MailText.Short(bounce.Diagnostic ?? "bounced", 500);
            await UndeliveredMail.NoteAsync(work, mail, mail.LastError, Act, cancellation);
        }

        return Note(command, IncomingMailKind.Bounce, key, mail.PetitionId, bounce.Diagnostic, mail.Id);
    }

    private async Task<Result<IncomingMailKind?>> ReplyAsync(TakeMailIn command, ReceivedMail message, string? key, CancellationToken cancellation)
    {
        var mails = await work.Db.AnsweredByAsync(message, cancellation);
        var mail = mails.FirstOrDefault(m => string.Equals(m.ToAddress, message.SenderAddress, StringComparison.OrdinalIgnoreCase));
        if (mail is null)
        {
            return Note(command, IncomingMailKind.Reply, key, text: message.Text, mail: mails.FirstOrDefault()?.Id, problem: NotWhomWeWroteTo);
        }

        var note = Add(command, IncomingMailKind.Reply, key, mail.PetitionId, message.Text, mail.Id);
        if (mail.PetitionId is { } petition)
        {
            var written = message.Date is { } date && date < note.ReadAt ? date : note.ReadAt;
            work.Raise(petition, new MailAnswered(note.Id, written), Act);
        }

        return note.Kind;
    }

    private Result<IncomingMailKind?> Note(TakeMailIn command, IncomingMailKind kind, string? key, Guid? petition = null, string? text = null, Guid? mail = null, string? problem = null) =>
        Add(command, kind, key, petition, text, mail, problem).Kind;

    private IncomingMail Add(TakeMailIn command, IncomingMailKind kind, string? key, Guid? petition = null, string? text = null, Guid? mail = null, string? problem = null)
    {
        var note = new IncomingMail
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()),
            UidValidity = command.UidValidity,
            Uid = command.Uid,
            MessageKey = key,
            ReadAt = work.Time.UtcNow(),
            Kind = kind,
            Sender = SenderOf(command.Message),
            Subject = SubjectOf(command.Message),
            Text = text is null ? null : MailText.Of(text, [], texts),
            PetitionId = petition,
            OutgoingMailId = mail,
            Problem = problem,
        };
        work.Db.Add(note);
        return note;
    }

    /// <summary>In small letters, so that one address in many spellings is counted as one; the case has it as it was written.</summary>
    private static string? SenderOf(ReceivedMail? message) => message?.SenderAddress is { } sender ? MailText.Short(sender.ToLowerInvariant(), 254) : null;

    private static string? SubjectOf(ReceivedMail? message) => message?.Subject is { } subject ? MailText.Short(TypedText.Clean(subject), 300) : null;

    private static string? Name(string? sender) => TypedText.Clean(sender) is { Length: > 0 } name ? MailText.Short(name, 100) : null;
}
