using System.ComponentModel.DataAnnotations;

namespace PetitionWorkflow.Mail.Inbox;

/// <summary>Section <c>Mail:Imap</c>. Without a host (the default) no mailbox is read.</summary>
public sealed class MailboxOptions : IValidatableObject
{
    /// <summary>IMAP server; empty (the default) reads no mailbox.</summary>
    public string? Host { get; set; }

    /// <summary>Default 993.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 993;

    /// <summary>Tls (the default), StartTls or None.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.Tls;

    public string? UserName { get; set; }
    public string? Password { get; set; }

    /// <summary>The folder that is read; nothing in it is changed or deleted. Default INBOX.</summary>
    [Required]
    public string Folder { get; set; } = "INBOX";

    /// <summary>A larger message is noted and left in the mailbox, in megabytes. Default 50.</summary>
    [Range(1, 500)]
    public int MaxMegabytes { get; set; } = 50;

    /// <summary>Messages taken in at one turn; the next turn goes on. Default 200.</summary>
    [Range(1, 10_000)]
    public int MaxPerTurn { get; set; } = 200;

    /// <summary>
    /// Petitions that one address may send within 24 hours; further ones are kept and wait for a person, so that a flood does not
    /// start thousands of legal clocks. Default 20.
    /// </summary>
    [Range(1, 10_000)]
    public int MaxPerSenderAndDay { get; set; } = 20;

    /// <summary>Seconds to wait for the server, default 30.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 30;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(Host) && string.IsNullOrWhiteSpace(UserName))
        {
            yield return new ValidationResult("Mail:Imap:UserName is required when Mail:Imap:Host is set.", [nameof(UserName)]);
        }
    }
}
