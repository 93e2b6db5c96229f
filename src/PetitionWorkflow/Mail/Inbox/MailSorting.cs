using System.Text.RegularExpressions;
using MimeKit;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Mail.Inbox;

/// <summary>What a message is, by its headers alone. Whoever writes them can lie: nothing here gives access to anything.</summary>
internal static partial class MailSorting
{
    private static readonly HashSet<string> ProgramsPrecedence = new(StringComparer.OrdinalIgnoreCase) { "bulk", "junk", "list", "auto_reply" };

    /// <summary>Mail servers themselves (RFC 5321, RFC 2142): some return a mail in their own words only, without any report.</summary>
    private static readonly HashSet<string> Servers = new(StringComparer.OrdinalIgnoreCase) { "mailer-daemon", "postmaster" };

    /// <summary>RFC 3834 and what programs did before it.</summary>
    public static bool IsAutomatic(MimeMessage message) =>
        (message.Headers["Auto-Submitted"] is { } submitted && !submitted.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase))
        || (message.Headers["Precedence"] is { } precedence && ProgramsPrecedence.Contains(precedence.Trim()))
        || message.Headers.Contains("X-Autoreply") || message.Headers.Contains("X-Autorespond")
        || IsReturned(message);

    /// <summary>Whoever leaves no address to return a mail to, or is a mail server, waits for no answer.</summary>
    private static bool IsReturned(MimeMessage message) =>
        message.Headers["Return-Path"]?.Replace(" ", "", StringComparison.Ordinal).Trim() == "<>"
        || message.From.Mailboxes.Any(sender => sender.Address is { } address && Servers.Contains(address.Split('@')[0].Trim()));

    /// <summary>RFC 3464; null for another kind of message.</summary>
    public static Bounce? BounceOf(MimeMessage message)
    {
        if (message.Body is not MultipartReport report || !string.Equals(report.ReportType, "delivery-status", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var groups = report.OfType<MessageDeliveryStatus>().SelectMany(status => status.StatusGroups)
            .FirstOrDefault(g => string.Equals(g["Action"]?.Trim(), "failed", StringComparison.OrdinalIgnoreCase));
        var returned = report.OfType<MessagePart>().Select(p => p.Message?.MessageId)
            .Concat(report.OfType<TextPart>().Select(p => MessageIdLine().Match(p.Text) is { Success: true } m ? m.Groups[1].Value : null))
            .FirstOrDefault(id => id is not null);
        var recipients = new[] { groups?["Original-Recipient"], groups?["Final-Recipient"] }.OfType<string>().Select(recipient => recipient.Split(';')[^1].Trim());
        return new Bounce(Outbox.FingerprintIn(returned), [.. recipients], (groups?["Diagnostic-Code"] ?? groups?["Status"]) is { } why ? TypedText.Clean(why) : null, groups is not null);
    }

    /// <summary>A date that is missing or cannot be read is the first moment there is.</summary>
    public static DateTime? DateOf(MimeMessage message) => message.Date == DateTimeOffset.MinValue ? null : message.Date.UtcDateTime;

    /// <summary>Fingerprints of our mails that it says it answers.</summary>
    public static IReadOnlyList<string> AnswersTo(MimeMessage message) =>
        [.. message.References.Append(message.InReplyTo).Select(Outbox.FingerprintIn).OfType<string>().Distinct()];

    [GeneratedRegex(@"^Message-ID:\s*<([^>\s]+)>", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex MessageIdLine();
}

/// <param name="Fingerprint">Of our mail; null when the report does not name one.</param>
/// <param name="Recipients">Whom it was for, as we wrote and as a server that forwards it wrote anew; none when the report names nobody.</param>
/// <param name="IsFinal">False for a delay, of which nothing follows.</param>
public sealed record Bounce(string? Fingerprint, IReadOnlyList<string> Recipients, string? Diagnostic, bool IsFinal);
