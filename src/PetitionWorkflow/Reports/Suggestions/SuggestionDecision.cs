using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Reports.Suggestions;

/// <summary>What became of an improvement suggestion (標本兼治, C07, C65).</summary>
public enum Adoption
{
    UnderStudy = 1,
    Adopted = 2,
    NotAdopted = 3,
}

/// <summary>One decision about the suggestion that a verification made; the latest stands, the earlier ones stay readable.</summary>
public sealed class SuggestionDecision
{
    public required Guid Id { get; init; }

    /// <summary>The <c>verify</c> task in which it was written.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>1, 2, 3 … for each suggestion.</summary>
    public required int Sequence { get; init; }

    public required Adoption Adoption { get; init; }

    /// <summary>Always there when it is not adopted.</summary>
    public string? Reason { get; init; }

    public required DateTime DecidedAt { get; init; }
    public Guid? DecidedById { get; init; }

    /// <summary>By the name of that day.</summary>
    public required string DecidedBy { get; init; }
}

internal sealed class SuggestionDecisionMapping : IEntityTypeConfiguration<SuggestionDecision>
{
    public void Configure(EntityTypeBuilder<SuggestionDecision> decision)
    {
        decision.ToTable("SuggestionDecisions");
        decision.Property(d => d.Reason).HasMaxLength(DecideSuggestion.MaxReason);
        decision.Property(d => d.DecidedBy).HasMaxLength(200);
        decision.HasIndex(d => new { d.TaskId, d.Sequence }).IsUnique();
        decision.HasIndex(d => d.DecidedAt);
        decision.HasOne<WorkTask>().WithMany().HasForeignKey(d => d.TaskId);
    }
}
