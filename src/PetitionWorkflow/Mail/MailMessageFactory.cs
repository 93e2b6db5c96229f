using Microsoft.Extensions.Options;
using MimeKit;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail;

/// <summary>The message as it goes out: the same outbox row always gives the same Message-ID (RFC 5322 §3.6.4).</summary>
public sealed class MailMessageFactory(IOptions<MailOptions> options, Texts texts)
{
    public MimeMessage Create(OutgoingMail mail)
    {
        var sender = options.Value.From;
        var domain = sender[(sender.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var message = new MimeMessage { Subject = mail.Subject, Date = new DateTimeOffset(mail.CreatedAt), MessageId = $"{Outbox.FingerprintOf(mail)}@{domain}" };
        message.From.Add(new MailboxAddress(texts.In(Texts.Languages[0])["Mail.SenderName"], sender));
        message.To.Add(MailboxAddress.Parse(mail.ToAddress));
        if (mail.IsUrgent)
        {
            message.Priority = MessagePriority.Urgent;
        }

        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("List-Id", $"<petition-reminders.{domain}>");
        if (mail.PetitionId is { } petition)
        {
            var thread = $"<case-{petition:n}@{domain}>";
            message.Headers.Add(HeaderId.References, thread);
            message.Headers.Add(HeaderId.InReplyTo, thread);
        }

        message.Body = new BodyBuilder { TextBody = mail.TextBody, HtmlBody = mail.HtmlBody }.ToMessageBody();
        return message;
    }
}
