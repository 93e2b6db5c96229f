using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Petitions.Viewings;

/// <summary>查閱記錄: one look of a person, or of another system with its key, at a case, and what of the petitioner it showed (C14).</summary>
public sealed class CaseViewing
{
    public long Id { get; private set; }

    /// <summary>The staff member or the key.</summary>
    public required Guid PersonId { get; init; }

    public required Guid PetitionId { get; init; }
    public required ViewingKind Kind { get; init; }

    public required PersonalFields Fields { get; init; }

    /// <summary>As the person was called then.</summary>
    public required string PersonName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }
}

public enum ViewingKind
{
    /// <summary>The case.</summary>
    Page = 1,

    /// <summary>A paper or an attachment.</summary>
    File = 2,

    /// <summary>The whole case as one package.</summary>
    Export = 3,

    Task = 4,

    /// <summary>登記表, shown, printed or corrected.</summary>
    Register = 5,

    /// <summary>The page on which a task is handed on.</summary>
    Delegation = 6,

    /// <summary>復核</summary>
    ReReview = 7,

    /// <summary>公示</summary>
    Publication = 8,

    /// <summary>Another system, with its key.</summary>
    Api = 9,

    /// <summary>回訪</summary>
    ReturnVisit = 10,
}

internal sealed class CaseViewingMapping : IEntityTypeConfiguration<CaseViewing>
{
    public void Configure(EntityTypeBuilder<CaseViewing> viewing)
    {
        viewing.ToTable("CaseViewings");
        viewing.Property(v => v.PersonName).HasMaxLength(100);
        viewing.HasIndex(v => v.PetitionId);
        viewing.HasIndex(v => v.At);
    }
}
