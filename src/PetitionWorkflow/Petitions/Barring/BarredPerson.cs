using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Petitions.Barring;

/// <summary>A person who must have nothing to do with a case, for as long as it exists: nobody else decides what this means.</summary>
public sealed class BarredPerson
{
    public required Guid PetitionId { get; init; }
    public required Guid PersonId { get; init; }
    public required BarGround Ground { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime Since { get; init; }

    public required string ByName { get; init; }
}

public enum BarGround
{
    /// <summary>回避 (Art. 28 ¶3): works on nothing of the case; a unit's person does not see it any more.</summary>
    Recused = 1,

    /// <summary>被检举人 (Art. 30 ¶3): finds no trace of the case anywhere, whatever else the person's roles are.</summary>
    Accused = 2,
}

internal sealed class BarredPersonMapping : IEntityTypeConfiguration<BarredPerson>
{
    public void Configure(EntityTypeBuilder<BarredPerson> barred)
    {
        barred.ToTable("BarredPeople");
        barred.HasKey(b => new { b.PetitionId, b.PersonId, b.Ground });
        barred.Property(b => b.ByName).HasMaxLength(100);
        barred.HasIndex(b => b.PersonId);
    }
}
