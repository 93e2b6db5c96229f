using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Documents.Editing;

/// <summary>
/// A template as an administrator published it. The newest version of a kind is in force; papers issued before keep what they said.
/// Version 0 is the shipped template, which is not stored.
/// </summary>
public sealed class TemplateVersion
{
    public required Guid Id { get; init; }

    /// <summary>One of <see cref="DocumentKinds"/>.</summary>
    public required string Kind { get; init; }

    public required int Version { get; init; }
    public required string Html { get; init; }

    /// <summary>Why it was changed, in the administrator's words.</summary>
    public string? Note { get; init; }

    public required DateTime PublishedAt { get; init; }
    public Guid? PublishedById { get; init; }
    public required string PublishedBy { get; init; }
}

internal sealed class TemplateVersionMapping : IEntityTypeConfiguration<TemplateVersion>
{
    public void Configure(EntityTypeBuilder<TemplateVersion> version)
    {
        version.ToTable("DocumentTemplates");
        version.Property(v => v.Kind).HasMaxLength(64);
        version.Property(v => v.Note).HasMaxLength(PublishTemplate.MaxNote);
        version.Property(v => v.PublishedBy).HasMaxLength(200);
        version.HasIndex(v => new { v.Kind, v.Version }).IsUnique();
    }
}
