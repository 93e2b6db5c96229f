using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Petitions.Viewings;

/// <summary>查閱記錄: that a person looked at a case, once per day and kind (C14).</summary>
public sealed class CaseViewing
{
    public required Guid PersonId { get; init; }
    public required Guid PetitionId { get; init; }

    /// <summary>The day in China.</summary>
    public required DateOnly Day { get; init; }

    public required ViewingKind Kind { get; init; }

    /// <summary>As the person was called then.</summary>
    public required string PersonName { get; init; }

    public required DateTime FirstAt { get; init; }

    internal (Guid Person, Guid Petition, DateOnly Day, ViewingKind Kind) Key => (PersonId, PetitionId, Day, Kind);
}

public enum ViewingKind
{
    /// <summary>The case, one of its tasks or its register.</summary>
    Page = 1,

    /// <summary>A paper or an attachment.</summary>
    File = 2,

    /// <summary>The whole case as one package.</summary>
    Export = 3,
}

internal sealed class CaseViewingMapping : IEntityTypeConfiguration<CaseViewing>
{
    public void Configure(EntityTypeBuilder<CaseViewing> viewing)
    {
        viewing.ToTable("CaseViewings");
        viewing.HasKey(v => new { v.PetitionId, v.PersonId, v.Day, v.Kind });
        viewing.Property(v => v.PersonName).HasMaxLength(100);
        viewing.Ignore(v => v.Key);
        viewing.HasIndex(v => v.FirstAt);
    }
}
