using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing;

/// <summary>Who put which version of a flow in force, or took it back, and when. Kept even when the version is deleted.</summary>
public sealed class FlowPublication
{
    public Guid Id { get; init; }
    public required string DefinitionId { get; init; }
    public required string VersionId { get; init; }
    public int Version { get; init; }
    public required string Name { get; init; }
    public DefinitionChangeKind Kind { get; init; }

    /// <summary>The version that was in force before.</summary>
    public string? ReplacedVersionId { get; init; }

    public DateTime At { get; init; }
    public Guid? ActorId { get; init; }
    public required string ActorName { get; init; }
}

internal sealed class FlowPublicationMapping : IEntityTypeConfiguration<FlowPublication>
{
    public void Configure(EntityTypeBuilder<FlowPublication> row)
    {
        row.ToTable("FlowPublications");
        row.Property(p => p.DefinitionId).HasMaxLength(64);
        row.Property(p => p.VersionId).HasMaxLength(64);
        row.Property(p => p.ReplacedVersionId).HasMaxLength(64);
        row.Property(p => p.Name).HasMaxLength(256);
        row.Property(p => p.ActorName).HasMaxLength(128);
        row.Property(p => p.Kind).HasConversion<string>().HasMaxLength(16);
        row.HasIndex(p => p.At);
    }
}
