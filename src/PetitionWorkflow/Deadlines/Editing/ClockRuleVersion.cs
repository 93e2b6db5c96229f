using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines.Editing;

/// <summary>
/// A version of a clock rule as an administrator published it, on top of the shipped catalogue (<see cref="ClockCatalogue.Shipped"/>). It is
/// never changed or removed: cases go on under the version that they started with.
/// </summary>
public sealed class ClockRuleVersion
{
    public required Guid Id { get; init; }
    public required string Code { get; init; }

    /// <summary>Goes on from the shipped versions of the code.</summary>
    public required int Version { get; init; }

    /// <summary><see cref="PublishedClock"/> as JSON.</summary>
    public required string Json { get; init; }

    /// <summary>Why it was changed, in the administrator's words.</summary>
    public string? Note { get; init; }

    public required DateTime PublishedAt { get; init; }
    public Guid? PublishedById { get; init; }
    public required string PublishedBy { get; init; }

    public PublishedClock Published => JsonSerializer.Deserialize<PublishedClock>(Json, CaseEvent.Json)!;
}

internal sealed class ClockRuleVersionMapping : IEntityTypeConfiguration<ClockRuleVersion>
{
    public void Configure(EntityTypeBuilder<ClockRuleVersion> version)
    {
        version.ToTable("ClockRules");
        version.Property(v => v.Code).HasMaxLength(16);
        version.Property(v => v.Note).HasMaxLength(PublishClockRule.MaxNote);
        version.Property(v => v.PublishedBy).HasMaxLength(200);
        version.Ignore(v => v.Published);
        version.HasIndex(v => new { v.Code, v.Version }).IsUnique();
    }
}
