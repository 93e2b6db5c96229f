using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Mail;

/// <summary>
/// The outbox (D5): written in the transaction that causes the mail, sent later by a job. The dedup key makes "sent twice"
/// impossible to write: case + clock + stage + recipient.
/// </summary>
public sealed class OutgoingMail
{
    public required Guid Id { get; init; }

    /// <summary>Unique. With the id it makes the Message-ID (<see cref="Outbox.FingerprintOf"/>), so a receiver recognises a duplicate.</summary>
    public required string DedupKey { get; init; }

    /// <summary>Local part of the Message-ID, by which a bounce or a reply finds its mail. Null until it is sent for the first time; a digest's lines never are.</summary>
    public string? Fingerprint { get; set; }

    public Guid? PetitionId { get; init; }
    public Guid? UnitId { get; init; }
    public required string ToAddress { get; init; }
    public required string Subject { get; init; }

    /// <summary>Plain text; a link and a case number, never personal data (F46). The words alone, without link and closing line, of one that is held or a digest's line.</summary>
    public required string TextBody { get; init; }

    public string? HtmlBody { get; init; }
    public bool IsUrgent { get; init; }

    /// <summary>The kind of notice (<c>yellow-card</c>); null for a mail that is none.</summary>
    public string? Kind { get; init; }

    public string? Language { get; init; }

    /// <summary>Where it is read on; a digest points there from the mail's line.</summary>
    public string? Link { get; init; }

    /// <summary>The digest that told of it, when it did not go out as a mail of its own.</summary>
    public Guid? BundledInId { get; set; }

    /// <summary>The day (China) on which it left the held ones. One such letter per person and day.</summary>
    public DateOnly? ToldOn { get; set; }

    public required DateTime CreatedAt { get; init; }
    public MailState State { get; set; } = MailState.Queued;

    /// <summary>UTC; of those that are queued or being sent, and of no others.</summary>
    public required DateTime? NextAttemptAt { get; set; }

    public int Attempts { get; set; }
    public string? LastError { get; set; }
    public DateTime? SentAt { get; set; }
    public int Version { get; private set; }
}

public enum MailState
{
    Queued = 1,
    Sending = 2,
    Sent = 3,
    Dead = 4,

    /// <summary>Not urgent: waits for the day's one letter to its reader.</summary>
    Held = 5,

    /// <summary>Told as a line of a digest.</summary>
    Bundled = 6,

    /// <summary>Its reader was barred from the case before it went out: it never does.</summary>
    Withheld = 7,
}

internal sealed class OutgoingMailMapping : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> mail)
    {
        // Nothing that is to go out can be forgotten, and nothing else goes out.
        mail.ToTable("OutgoingMails", table => table.HasCheckConstraint(
            "CK_OutgoingMails_NextAttemptAt", $"(\"State\" IN ({(int)MailState.Queued}, {(int)MailState.Sending})) = (\"NextAttemptAt\" IS NOT NULL)"));
        mail.Property(m => m.DedupKey).HasMaxLength(200);
        mail.Property(m => m.Fingerprint).HasMaxLength(40);
        mail.Property(m => m.ToAddress).HasMaxLength(254);
        mail.Property(m => m.Subject).HasMaxLength(300);
        mail.Property(m => m.Kind).HasMaxLength(32);
        mail.Property(m => m.Language).HasMaxLength(16);
        mail.Property(m => m.Link).HasMaxLength(500);
        mail.Property(m => m.Version).IsConcurrencyToken();
        mail.HasIndex(m => m.DedupKey).IsUnique();
        mail.HasIndex(m => m.NextAttemptAt).HasFilter("\"NextAttemptAt\" IS NOT NULL");
        mail.HasIndex(m => new { m.State, m.Id });
        mail.HasIndex(m => new { m.UnitId, m.Id });
        mail.HasIndex(m => m.PetitionId);
        mail.HasIndex(m => m.Fingerprint).HasFilter("\"Fingerprint\" IS NOT NULL");
        mail.HasIndex(m => m.ToAddress).HasFilter($"\"State\" = {(int)MailState.Held}").HasDatabaseName("IX_OutgoingMails_Held");
        mail.HasIndex(m => m.BundledInId).HasFilter("\"BundledInId\" IS NOT NULL");
        mail.HasIndex(m => new { m.ToldOn, m.ToAddress }).HasFilter("\"ToldOn\" IS NOT NULL");
    }
}
