using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Intake.ByMail;

/// <summary>
/// What became of one message of the mailbox: written in the transaction that makes it a case, so that each message counts exactly once.
/// </summary>
public sealed class IncomingMail
{
    public required Guid Id { get; init; }

    /// <summary>Place in the mailbox (RFC 9051: UIDVALIDITY and UID); unique.</summary>
    public required long UidValidity { get; init; }

    public required long Uid { get; init; }

    /// <summary>Fingerprint of the message; unique, so a mailbox that is numbered anew brings nothing twice. Null when it was not fetched, or is there again.</summary>
    public string? MessageKey { get; init; }

    public required DateTime ReadAt { get; init; }
    public required IncomingMailKind Kind { get; set; }
    /// <summary>The address, in small letters: by it the day's limit counts.</summary>
    public string? Sender { get; init; }
    public string? Subject { get; init; }

    /// <summary>The words of what became no case: somebody of the office reads them here.</summary>
    public string? Text { get; init; }

    /// <summary>The case that it became, or that it belongs to.</summary>
    public Guid? PetitionId { get; set; }

    /// <summary>The mail that bounced, or that was answered by whomever: who may not see it does not see this one.</summary>
    public Guid? OutgoingMailId { get; init; }

    /// <summary>Code of the refusal because of which it became no case, or not at once.</summary>
    public string? Problem { get; set; }

    /// <summary>It waits for a person: no case came of it, and it is none of our own mails that came back.</summary>
    public bool MayBeTakenUp => PetitionId is null && Kind is (IncomingMailKind.SetAside or IncomingMailKind.Automatic or IncomingMailKind.Reply);
}

public enum IncomingMailKind
{
    /// <summary>Became a case.</summary>
    Petition = 1,

    /// <summary>A mail of ours did not arrive (RFC 3464).</summary>
    Bounce = 2,

    /// <summary>Refers to a mail of ours. Tied to its case only when the sender is whom we wrote to.</summary>
    Reply = 3,

    /// <summary>Written by a program (RFC 3834): neither answered nor registered.</summary>
    Automatic = 4,

    /// <summary>Too large, broken, or refused by a rule: left in the mailbox for a person.</summary>
    SetAside = 5,

    /// <summary>Read before, under another number.</summary>
    Again = 6,
}

internal sealed class IncomingMailMapping : IEntityTypeConfiguration<IncomingMail>
{
    public void Configure(EntityTypeBuilder<IncomingMail> mail)
    {
        mail.ToTable("IncomingMails");
        mail.Ignore(m => m.MayBeTakenUp);
        mail.Property(m => m.MessageKey).HasMaxLength(64);
        mail.Property(m => m.Sender).HasMaxLength(254);
        mail.Property(m => m.Subject).HasMaxLength(300);
        mail.Property(m => m.Problem).HasMaxLength(64);
        mail.HasIndex(m => new { m.UidValidity, m.Uid }).IsUnique();
        mail.HasIndex(m => m.MessageKey).IsUnique();
        mail.HasIndex(m => m.PetitionId);
        mail.HasIndex(m => m.ReadAt);
        mail.HasIndex(m => new { m.Sender, m.ReadAt });
    }
}
