using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Intake.Rounds;

/// <summary>
/// 收信批次: the letters are collected every day at a fixed time (二(四)1, C22). Written once and corrected by a further row of the
/// same day; the newest counts. A letter belongs to the batch of the day on which it was received.
/// </summary>
public sealed class LetterBatch
{
    public const int MaxText = 100;
    public const int MaxLetters = 10_000;

    public required Guid Id { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>1 for the first entry of the day; a correction has the next number.</summary>
    public required int Revision { get; init; }

    /// <summary>China wall clock.</summary>
    public required TimeOnly CollectedAt { get; init; }

    /// <summary>收信人</summary>
    public required string Collector { get; init; }

    /// <summary>Zero: somebody looked and there were none.</summary>
    public required int Letters { get; init; }

    /// <summary>收信地點</summary>
    public required string Place { get; init; }

    public required DateTime RecordedAt { get; init; }
    public Guid? RecordedById { get; init; }
    public required string RecordedBy { get; init; }
}

internal sealed class LetterBatchMapping : IEntityTypeConfiguration<LetterBatch>
{
    public void Configure(EntityTypeBuilder<LetterBatch> batch)
    {
        batch.ToTable("LetterBatches");
        batch.Property(b => b.Collector).HasMaxLength(LetterBatch.MaxText);
        batch.Property(b => b.Place).HasMaxLength(LetterBatch.MaxText);
        batch.Property(b => b.RecordedBy).HasMaxLength(100);
        batch.HasIndex(b => new { b.Day, b.Revision }).IsUnique();
    }
}
