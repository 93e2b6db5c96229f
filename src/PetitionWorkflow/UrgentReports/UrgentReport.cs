using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.UrgentReports;

/// <summary>緊急信息報告, and every 續報 after it (四(三), C70-C73): one row per report of a case, numbered from 1.</summary>
public sealed class UrgentReport
{
    public required Guid Id { get; init; }
    public required Guid PetitionId { get; init; }

    /// <summary>1 is the first report; the next ones are follow-ups.</summary>
    public required int Sequence { get; init; }

    public required string Criterion { get; init; }

    /// <summary>When it was noticed (UTC); with <see cref="ReportedAt"/> it gives the seconds of C37 and C70.</summary>
    public required DateTime FoundAt { get; init; }

    public required DateTime ReportedAt { get; init; }
    public Guid? ReportedById { get; init; }
    public required string ReportedByName { get; init; }
    public required string Facts { get; set; }
    public required string Development { get; set; }
    public required string Measures { get; set; }
    public Guid? DocumentId { get; set; }

    /// <summary>A leader read it.</summary>
    public DateTime? AcknowledgedAt { get; set; }

    /// <summary>A leader found the matter settled; ends the follow-ups (C73).</summary>
    public DateTime? SettledAt { get; set; }
}

internal sealed class UrgentReportMapping : IEntityTypeConfiguration<UrgentReport>
{
    public void Configure(EntityTypeBuilder<UrgentReport> report)
    {
        report.ToTable("UrgentReports");
        report.Property(r => r.Criterion).HasMaxLength(32);
        report.Property(r => r.ReportedByName).HasMaxLength(100);
        report.HasIndex(r => new { r.PetitionId, r.Sequence }).IsUnique();
        report.HasOne<Petition>().WithMany().HasForeignKey(r => r.PetitionId);
    }
}
