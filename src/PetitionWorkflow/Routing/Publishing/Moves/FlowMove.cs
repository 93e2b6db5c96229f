using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.Publishing.Moves;

/// <summary>A running case that was moved from one version of its flow to another, with all that were moved with it under one <see cref="Batch"/>.</summary>
public sealed class FlowMove
{
    public Guid Id { get; init; }
    public Guid Batch { get; init; }
    public required string DefinitionId { get; init; }
    public required string InstanceId { get; init; }
    public Guid PetitionId { get; init; }
    public required string FromVersionId { get; init; }
    public int FromVersion { get; init; }
    public required string ToVersionId { get; init; }
    public int ToVersion { get; init; }
    public required string Reason { get; init; }
    public DateTime At { get; init; }
    public required string ActorName { get; init; }
    public DateTime? UndoneAt { get; set; }
    public string? UndoneByName { get; set; }
}

/// <summary>The flow of a running case was changed, from which version to which, and why.</summary>
public sealed record CaseFlowMoved(string DefinitionId, int FromVersion, int ToVersion, bool IsUndo) : ICaseEvent;

internal sealed class FlowMoveMapping : IEntityTypeConfiguration<FlowMove>
{
    public void Configure(EntityTypeBuilder<FlowMove> row)
    {
        row.ToTable("FlowMoves");
        row.Property(m => m.DefinitionId).HasMaxLength(64);
        row.Property(m => m.InstanceId).HasMaxLength(64);
        row.Property(m => m.FromVersionId).HasMaxLength(64);
        row.Property(m => m.ToVersionId).HasMaxLength(64);
        row.Property(m => m.Reason).HasMaxLength(MoveCases.MaxReason);
        row.Property(m => m.ActorName).HasMaxLength(128);
        row.Property(m => m.UndoneByName).HasMaxLength(128);
        row.HasIndex(m => m.Batch);
        row.HasIndex(m => m.DefinitionId);
    }
}
