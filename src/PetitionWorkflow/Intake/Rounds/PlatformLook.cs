using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Intake.Rounds;

/// <summary>Somebody looked for petitions on a platform: the site, Weibo, WeChat (二(五)2, C35). Append-only.</summary>
public sealed class PlatformLook
{
    public const int MaxTakenOver = 10_000;

    public required Guid Id { get; init; }

    /// <summary>As online petitions name it (來源平台).</summary>
    public required string Platform { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Zero: looked, nothing new.</summary>
    public required int TakenOver { get; init; }

    public Guid? ById { get; init; }
    public required string ByName { get; init; }
}

internal sealed class PlatformLookMapping : IEntityTypeConfiguration<PlatformLook>
{
    public void Configure(EntityTypeBuilder<PlatformLook> look)
    {
        look.ToTable("PlatformLooks");
        look.Property(l => l.Platform).HasMaxLength(64);
        look.Property(l => l.ByName).HasMaxLength(100);
        look.HasIndex(l => new { l.Platform, l.At });
    }
}
