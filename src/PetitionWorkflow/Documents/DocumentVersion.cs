using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Documents;

/// <summary>
/// One wording of a paper that was corrected under its number (C72). A paper without corrections has none of these; from the first one
/// on every wording is kept, the original as version 1. <see cref="CaseDocument.Html"/> is always the latest.
/// </summary>
public sealed class DocumentVersion
{
    public required Guid Id { get; init; }
    public required Guid DocumentId { get; init; }
    public required int Version { get; init; }

    /// <summary>Safe HTML of the page to print.</summary>
    public required string Html { get; init; }

    public required DateTime MadeAt { get; init; }

    /// <summary>By the name of that day.</summary>
    public required string MadeBy { get; init; }

    /// <summary>Why it was corrected; null for the original.</summary>
    public string? Reason { get; init; }

    /// <summary>The <see cref="Changes"/> as JSON.</summary>
    public required string ChangesJson { get; init; }

    public IReadOnlyList<ChangedPart> Changes => JsonSerializer.Deserialize<List<ChangedPart>>(ChangesJson, CaseEvent.Json)!;
}

/// <param name="Field">A place of the template: <c>basicFacts</c>.</param>
public sealed record ChangedPart(string Field, string Before, string After);

/// <summary>What is corrected in a paper.</summary>
/// <param name="Values">Values for the template's places, as for a new paper.</param>
/// <param name="OriginalBy">Who made the original.</param>
public sealed record DocumentCorrection(IReadOnlyDictionary<string, string?> Values, IReadOnlyList<ChangedPart> Changes, string Reason, string OriginalBy);

internal sealed class DocumentVersionMapping : IEntityTypeConfiguration<DocumentVersion>
{
    public void Configure(EntityTypeBuilder<DocumentVersion> version)
    {
        version.ToTable("DocumentVersions");
        version.Property(v => v.MadeBy).HasMaxLength(200);
        version.Ignore(v => v.Changes);
        version.HasIndex(v => new { v.DocumentId, v.Version }).IsUnique();
        version.HasOne<CaseDocument>().WithMany().HasForeignKey(v => v.DocumentId);
    }
}
