using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Archive.Publication;

/// <summary>公示 (三(三)2b, C51): the result of a case in a redacted text, shown to everybody for a limited time.</summary>
public sealed class PublishedResult
{
    public const int MaxSubject = 200;
    public const int MaxText = 4000;

    public required Guid Id { get; init; }
    public required Guid PetitionId { get; init; }
    public required string Subject { get; init; }
    public required string Request { get; init; }
    public required string Answer { get; init; }

    /// <summary>The lead unit as it was called then.</summary>
    public string? UnitName { get; init; }

    public required DateOnly AnsweredOn { get; init; }

    /// <summary>The last day on which it is shown (K20); nothing has to run for it to go.</summary>
    public required DateOnly LastDay { get; init; }

    public required DateTime PublishedAt { get; init; }
    public Guid? PublishedById { get; init; }

    /// <summary>Taken down early, e.g. because the petitioner no longer agrees.</summary>
    public DateTime? TakenDownAt { get; set; }

    public bool IsShownOn(DateOnly day) => TakenDownAt is null && day <= LastDay;
}

public sealed record ResultPublished(DateOnly LastDay) : ICaseEvent;

public sealed record ResultTakenDown(string Reason) : ICaseEvent;

public static class PublishedResults
{
    /// <summary>What everybody may read today, the newest first.</summary>
    public static IQueryable<PublishedResult> ShownOn(this IQueryable<PublishedResult> results, DateOnly day) =>
        results.Where(r => r.TakenDownAt == null && r.LastDay >= day).OrderByDescending(r => r.PublishedAt).ThenByDescending(r => r.Id);
}

internal sealed class PublishedResultMapping : IEntityTypeConfiguration<PublishedResult>
{
    public void Configure(EntityTypeBuilder<PublishedResult> result)
    {
        result.ToTable("PublishedResults");
        result.Property(r => r.Subject).HasMaxLength(PublishedResult.MaxSubject);
        result.Property(r => r.Request).HasMaxLength(PublishedResult.MaxText);
        result.Property(r => r.Answer).HasMaxLength(PublishedResult.MaxText);
        result.Property(r => r.UnitName).HasMaxLength(200);
        result.HasIndex(r => r.PetitionId);
        result.HasIndex(r => new { r.LastDay, r.PublishedAt });
    }
}
