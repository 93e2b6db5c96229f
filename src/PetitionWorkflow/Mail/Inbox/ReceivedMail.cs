using Microsoft.Extensions.Logging;
using MimeKit;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Mail.Inbox;

/// <summary>A message of the mailbox as the other rooms read it: words without markup, files, and what its headers say it is.</summary>
/// <param name="MessageId">As the sender's program wrote it; null when there is none.</param>
/// <param name="Text">Empty when it has no words.</param>
/// <param name="IsAutomatic">Written by a program (RFC 3834).</param>
/// <param name="Bounce">Set when it is a delivery report (RFC 3464).</param>
/// <param name="Date">As its headers say (UTC); null when they say nothing.</param>
/// <param name="AnswersTo">Fingerprints of our mails that it says it answers.</param>
public sealed record ReceivedMail(
    string? MessageId, string? SenderName, string? SenderAddress, string? Subject, string Text, bool IsAutomatic, Bounce? Bounce, DateTime? Date,
    IReadOnlyList<string> AnswersTo, IReadOnlyList<ReceivedFile> Files)
{
    internal static ReceivedMail Of(MimeMessage message, ILogger log)
    {
        var sender = message.From.Mailboxes.FirstOrDefault();
        var parts = MailParts.Of(message, log);
        return new ReceivedMail(
            message.MessageId, sender?.Name, TypedText.Clean(sender?.Address) is { Length: > 0 } address ? address : null, message.Subject, parts.Words, MailSorting.IsAutomatic(message), MailSorting.BounceOf(message), MailSorting.DateOf(message),
            MailSorting.AnswersTo(message), [.. parts.Files.Select(part => new ReceivedFile(NameOf(part), part.Content!.Open))]);
    }

    /// <summary>A pasted picture often has none: its ending says at least what it is, as the store wants to know.</summary>
    private static string? NameOf(MimePart part) =>
        !string.IsNullOrEmpty(part.FileName) ? part.FileName : MimeTypes.TryGetExtension(part.ContentType.MimeType, out var ending) ? "attachment" + ending : null;
}

/// <param name="Name">Null when the sender gave none and its type tells no ending.</param>
/// <param name="Open">Its bytes, decoded.</param>
public sealed record ReceivedFile(string? Name, Func<Stream> Open);
