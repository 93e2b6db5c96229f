using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Petitions.Categories;

/// <summary>
/// One entry of the three-level classification of matters (內容分類, C19, C26). It is retired, never deleted: a case keeps the name
/// under which it was classified.
/// </summary>
public sealed class Category
{
    public const int MaxLevel = 3;
    public const int MaxName = 60;

    public required Guid Id { get; init; }

    /// <summary>Two digits for each level: <c>040203</c> lies under <c>0402</c>, which lies under <c>04</c>.</summary>
    public required string Code { get; init; }

    public Guid? ParentId { get; init; }

    /// <summary>1 to 3.</summary>
    public required int Level { get; init; }

    public required string Name { get; set; }

    /// <summary>The names from the first level on: <c>环境保护/环境污染/噪音污染</c>. This is what a case keeps.</summary>
    public required string Path { get; set; }

    public required DateOnly ActiveFrom { get; init; }

    /// <summary>The first day on which it is not offered any more.</summary>
    public DateOnly? ActiveUntil { get; set; }

    public bool IsActiveOn(DateOnly day) => ActiveFrom <= day && (ActiveUntil is not { } until || day < until);
}

/// <summary>Who changed what in the classification; append-only.</summary>
public sealed class CategoryChange
{
    public long Id { get; private set; }

    public required Guid CategoryId { get; init; }

    public required CategoryChangeKind Kind { get; init; }

    /// <summary>The path before; null when it was added.</summary>
    public string? Before { get; init; }

    /// <summary>The path after.</summary>
    public required string After { get; init; }

    public required DateTime At { get; init; }
    public Guid? ActorId { get; init; }
    public required string ActorName { get; init; }
}

public enum CategoryChangeKind
{
    Added = 1,
    Renamed = 2,
    Retired = 3,
    Restored = 4,
}

/// <summary>A category of a case (C26: several, one of them the main one, which <see cref="Petition.Category"/> repeats).</summary>
public sealed class CaseCategory
{
    public long Id { get; private set; }

    public required Guid PetitionId { get; init; }
    public required Guid CategoryId { get; init; }

    /// <summary>As it was called when the case was classified.</summary>
    public required string Path { get; set; }

    public required bool IsMain { get; set; }
}

internal sealed class CategoryMapping : IEntityTypeConfiguration<Category>, IEntityTypeConfiguration<CategoryChange>, IEntityTypeConfiguration<CaseCategory>
{
    public void Configure(EntityTypeBuilder<Category> category)
    {
        category.ToTable("Categories");
        category.Property(c => c.Code).HasMaxLength(6);
        category.Property(c => c.Name).HasMaxLength(Category.MaxName);
        category.Property(c => c.Path).HasMaxLength(200);
        category.HasIndex(c => c.Code).IsUnique();
        category.HasIndex(c => c.Path).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CategoryChange> change)
    {
        change.ToTable("CategoryChanges");
        change.Property(c => c.Before).HasMaxLength(200);
        change.Property(c => c.After).HasMaxLength(200);
        change.Property(c => c.ActorName).HasMaxLength(100);
        change.HasIndex(c => c.CategoryId);
    }

    public void Configure(EntityTypeBuilder<CaseCategory> category)
    {
        category.ToTable("CaseCategories");
        category.Property(c => c.Path).HasMaxLength(200);
        category.HasIndex(c => new { c.PetitionId, c.CategoryId }).IsUnique();
        category.HasIndex(c => c.CategoryId);
    }
}
