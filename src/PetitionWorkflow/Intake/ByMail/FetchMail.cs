using Microsoft.Extensions.Options;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Mail.Inbox;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.ByMail;

/// <summary>Brings one message from the mailbox, and its files, as far as they may be kept, once it is to become a case.</summary>
public sealed class FetchMail(AttachmentStore files, AttachmentRules rules, Texts texts, IOptions<MailboxOptions> options)
{
    public async Task<TakeMailIn> FromAsync(Mailbox mailbox, uint uid, uint bytes, CancellationToken cancellation)
    {
        if (bytes > options.Value.MaxMegabytes * 1024L * 1024L)
        {
            return new TakeMailIn(mailbox.UidValidity, uid, null, new Refusal("mail-too-large", options.Value.MaxMegabytes));
        }

        var message = await mailbox.ReadAsync(uid, cancellation);
        return new TakeMailIn(mailbox.UidValidity, uid, message, message is null ? new Refusal("mail-unreadable") : null);
    }

    /// <summary>Scanned and on the disk. What a flood brings never comes this far.</summary>
    public async Task<TakeMailIn> KeepFilesAsync(TakeMailIn command, CancellationToken cancellation)
    {
        var (kept, leftOut) = (new List<StoredFile>(), new List<string>());
        foreach (var part in command.Message!.Files)
        {
            var refusal = rules.CheckCount(kept.Count + 1) ?? await KeepAsync(part, kept, cancellation);
            if (refusal is not null)
            {
                var mine = texts.In(Texts.Languages[0]);
                leftOut.Add(mine["Mailbox.FileLeftOut", FileNames.Clean(part.Name) ?? "?", mine.Of(refusal)]);
            }
        }

        return command with { Files = kept, LeftOut = leftOut };
    }

    private async Task<Refusal?> KeepAsync(ReceivedFile part, List<StoredFile> kept, CancellationToken cancellation)
    {
        await using var content = part.Open();
        var saved = await files.SaveAsync(part.Name ?? "attachment", content, cancellation);
        if (saved.Refusal is null)
        {
            kept.Add(saved.Value);
        }

        return saved.Refusal;
    }
}
