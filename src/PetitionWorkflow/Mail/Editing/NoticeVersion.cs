using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Mail.Editing;

/// <summary>
/// The words of a notice in one language as an administrator published them. The newest version is in force; mails queued before keep
/// what they said. Version 0 is the shipped text, which is not stored.
/// </summary>
public sealed class NoticeVersion
{
    public required Guid Id { get; init; }

    /// <summary>One of <see cref="NoticeKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>zh-Hans, zh-Hant or en.</summary>
    public required string Language { get; init; }

    public required int Version { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }

    /// <summary>Why it was changed, in the administrator's words.</summary>
    public string? Note { get; init; }

    public required DateTime PublishedAt { get; init; }
    public Guid? PublishedById { get; init; }
    public required string PublishedBy { get; init; }
}

internal sealed class NoticeVersionMapping : IEntityTypeConfiguration<NoticeVersion>
{
    public void Configure(EntityTypeBuilder<NoticeVersion> version)
    {
        version.ToTable("NoticeTexts");
        version.Property(v => v.Kind).HasMaxLength(32);
        version.Property(v => v.Language).HasMaxLength(16);
        version.Property(v => v.Subject).HasMaxLength(NoticeText.MaxSubject);
        version.Property(v => v.Text).HasMaxLength(NoticeText.MaxText);
        version.Property(v => v.Note).HasMaxLength(PublishNotice.MaxNote);
        version.Property(v => v.PublishedBy).HasMaxLength(200);
        version.HasIndex(v => new { v.Kind, v.Language, v.Version }).IsUnique();
    }
}
