using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Reviews;

/// <summary>復查申請 (三(四)1): what a review case has beside an ordinary one. The review case is its own petition with a parent.</summary>
public sealed class ReviewRequest
{
    /// <summary>The review case.</summary>
    public required Guid PetitionId { get; init; }

    /// <summary>The case whose opinion is to be reviewed.</summary>
    public required Guid ParentId { get; init; }

    /// <summary>The legal day on which the request reached the office: within K08, and the start of K09.</summary>
    public required DateOnly RequestedOn { get; init; }

    /// <summary>復查理由</summary>
    public required string Reasons { get; init; }

    /// <summary>證據材料</summary>
    public required string Evidence { get; init; }

    /// <summary>Nobody who had a hand in the case under review (C54).</summary>
    public Guid? ReviewerId { get; set; }

    public ReviewOpinion? Opinion { get; set; }
}

/// <summary>復查意見: maintain, change, revoke, or order to handle anew (C55).</summary>
public enum ReviewOpinion
{
    Maintain = 1,
    Change = 2,
    Revoke = 3,
    Redo = 4,
}

internal sealed class ReviewRequestMapping : IEntityTypeConfiguration<ReviewRequest>
{
    public void Configure(EntityTypeBuilder<ReviewRequest> request)
    {
        request.ToTable("ReviewRequests");
        request.HasKey(r => r.PetitionId);
        request.HasIndex(r => r.ParentId);
        request.HasOne<Petition>().WithMany().HasForeignKey(r => r.PetitionId);
    }
}
