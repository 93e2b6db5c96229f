using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.Publishing.Proposals;

/// <summary>A draft that one administrator asked to put in force, for another one to decide on. What it says is held by its hash.</summary>
public sealed class FlowProposal
{
    public Guid Id { get; init; }
    public required string DefinitionId { get; init; }
    public required string VersionId { get; init; }
    public int Version { get; init; }
    public required string ContentHash { get; init; }
    public required string Reason { get; init; }
    public DateTime AskedAt { get; init; }
    public Guid AskedById { get; init; }
    public required string AskedByName { get; init; }
    public DateTime? DecidedAt { get; private set; }
    public Guid? DecidedById { get; private set; }
    public string? DecidedByName { get; private set; }
    public bool IsApproved { get; private set; }

    /// <summary>Why it was refused.</summary>
    public string? Note { get; private set; }

    public void Decide(bool approved, string? note, ActContext by, DateTime at) =>
        (IsApproved, Note, DecidedById, DecidedByName, DecidedAt) = (approved, note, by.ActorId, by.ActorName, at);
}

internal sealed class FlowProposalMapping : IEntityTypeConfiguration<FlowProposal>
{
    public void Configure(EntityTypeBuilder<FlowProposal> row)
    {
        row.ToTable("FlowProposals");
        row.Property(p => p.DefinitionId).HasMaxLength(64);
        row.Property(p => p.VersionId).HasMaxLength(64);
        row.Property(p => p.ContentHash).HasMaxLength(64);
        row.Property(p => p.Reason).HasMaxLength(ProposeFlow.MaxReason);
        row.Property(p => p.Note).HasMaxLength(ProposeFlow.MaxReason);
        row.Property(p => p.AskedByName).HasMaxLength(128);
        row.Property(p => p.DecidedByName).HasMaxLength(128);
        row.HasIndex(p => new { p.DefinitionId, p.DecidedAt });
    }
}
