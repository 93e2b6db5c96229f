using System.ComponentModel.DataAnnotations;

namespace PetitionWorkflow.Mail;

/// <summary>Section <c>Mail</c>. Without a host, mails become <c>.eml</c> files under <c>Storage:Root/mail</c> (D5).</summary>
public sealed class MailOptions
{
    /// <summary>SMTP server; empty (the default) writes files instead.</summary>
    public string? Host { get; set; }

    /// <summary>Default 587.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>StartTls (the default), Tls or None.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    public string? UserName { get; set; }
    public string? Password { get; set; }

    /// <summary>Sender address.</summary>
    [Required, EmailAddress]
    public string From { get; set; } = "petition-office@localhost";

    /// <summary>Where the service is reached; links in mails begin with it.</summary>
    [Required, Url]
    public string PublicUrl { get; set; } = "http://localhost:5080";

    /// <summary>Ends with a slash.</summary>
    internal string HomePage => PublicUrl.TrimEnd('/') + "/";

    /// <summary>Attempts before a mail is set aside for a person, default 8 (about four hours with back-off).</summary>
    [Range(1, 50)]
    public int MaxAttempts { get; set; } = 8;

    /// <summary>Seconds to wait for the server, default 30.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 30;
}

public enum MailSecurity { None, StartTls, Tls }
