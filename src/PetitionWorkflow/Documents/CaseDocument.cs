using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Documents;

/// <summary>A numbered slip, notice or opinion of a case (交辦單, 告知書, 處理意見書 …), frozen as issued; a correction is a version of its own.</summary>
public sealed class CaseDocument
{
    public required Guid Id { get; init; }
    public required Guid PetitionId { get; init; }

    /// <summary>Key of the template: <c>assignment-slip</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Per kind and year: <c>JBD-2026-00012</c>.</summary>
    public required string Number { get; init; }

    public required string Title { get; init; }

    /// <summary>Safe HTML of the page to print.</summary>
    public required string Html { get; set; }

    /// <summary>Grows when the paper is corrected under its number; every wording is a <see cref="DocumentVersion"/> then.</summary>
    public int Version { get; set; } = 1;

    /// <summary>The version of the template that it was made from; 0 for the shipped one.</summary>
    public int TemplateVersion { get; init; }

    /// <summary>A slip addressed to one unit is shown to that unit only.</summary>
    public Guid? UnitId { get; init; }

    public required DateTime IssuedAt { get; init; }
    public Guid? IssuedById { get; init; }
    public DateTime? DeliveredAt { get; set; }
    public string? DeliveryMethod { get; set; }
}

/// <summary>A file that belongs to a case; the bytes lie under the storage root, named by their hash.</summary>
public sealed class Attachment
{
    public required Guid Id { get; init; }
    public required Guid PetitionId { get; init; }
    public required string FileName { get; init; }

    /// <summary>Found from the bytes, never taken from the sender.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    public required string Sha256 { get; init; }
    public required DateTime AddedAt { get; init; }
    public Guid? AddedById { get; init; }
}

internal sealed class CaseDocumentMapping : IEntityTypeConfiguration<CaseDocument>
{
    public void Configure(EntityTypeBuilder<CaseDocument> document)
    {
        document.ToTable("Documents");
        document.Property(d => d.Kind).HasMaxLength(64);
        document.Property(d => d.Number).HasMaxLength(32);
        document.Property(d => d.Title).HasMaxLength(200);
        document.HasIndex(d => d.PetitionId);
        document.HasIndex(d => d.Number).IsUnique();
    }
}

internal sealed class AttachmentMapping : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> attachment)
    {
        attachment.ToTable("Attachments");
        attachment.Property(a => a.FileName).HasMaxLength(255);
        attachment.Property(a => a.ContentType).HasMaxLength(100);
        attachment.Property(a => a.Sha256).HasMaxLength(64);
        attachment.HasIndex(a => a.PetitionId);
    }
}
