using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Reviews.ReReviews;

/// <summary>復核 (三(四)3, C56): asked for after a review opinion, handed over to the authority one level up, decided there.</summary>
public sealed class ReReview
{
    /// <summary>復核: thirty days for the authority that decides (Art. 36 ¶2); the office follows it.</summary>
    public const string Clock = "K11";

    public const int MaxAuthority = 200;
    public const int MaxReasons = 4000;
    public const int MaxOpinionNumber = 100;

    /// <summary>The review case whose opinion the petitioner disagrees with.</summary>
    public required Guid PetitionId { get; init; }

    /// <summary>The case that was reviewed: the matter itself.</summary>
    public required Guid OriginalId { get; init; }

    /// <summary>The legal day on which the request was made: within K10.</summary>
    public required DateOnly RequestedOn { get; init; }

    /// <summary>復核機關</summary>
    public required string Authority { get; init; }

    /// <summary>As the petitioner gave them; they need not be given here.</summary>
    public string? Reasons { get; init; }

    /// <summary>《移送單》</summary>
    public required Guid SlipId { get; init; }

    /// <summary>The day of the re-review opinion; null while the authority has it.</summary>
    public DateOnly? DecidedOn { get; set; }

    public ReReviewOutcome? Outcome { get; set; }

    /// <summary>文號 of the re-review opinion.</summary>
    public string? OpinionNumber { get; set; }
}

/// <summary>復核意見 as it comes back: the first two make the matter final (Art. 36 ¶3).</summary>
public enum ReReviewOutcome
{
    Upheld = 1,
    Changed = 2,
    SentBack = 3,
}

internal sealed class ReReviewMapping : IEntityTypeConfiguration<ReReview>
{
    public void Configure(EntityTypeBuilder<ReReview> reReview)
    {
        reReview.ToTable("ReReviews");
        reReview.HasKey(r => r.PetitionId);
        reReview.HasIndex(r => r.OriginalId);
        reReview.Property(r => r.Authority).HasMaxLength(ReReview.MaxAuthority);
        reReview.Property(r => r.Reasons).HasMaxLength(ReReview.MaxReasons);
        reReview.Property(r => r.OpinionNumber).HasMaxLength(ReReview.MaxOpinionNumber);
        reReview.HasOne<Petition>().WithMany().HasForeignKey(r => r.PetitionId);
    }
}
