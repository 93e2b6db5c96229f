using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Staff;

/// <summary>A handling unit (承辦單位): a bureau, a district, a sub-district.</summary>
public sealed class Unit
{
    public required Guid Id { get; init; }

    /// <summary>Short and stable; what decision tables and flows refer to: <c>housing</c>.</summary>
    public required string Code { get; init; }

    public required string Name { get; set; }

    /// <summary>Where slips and reminders go (C96); null means the unit has none yet and a clerk is told so.</summary>
    public string? Email { get; set; }

    /// <summary>Written to as well while <see cref="Email"/> fails, and from one day to another where that is known.</summary>
    public string? SubstituteEmail { get; private set; }

    public DateOnly? SubstituteFrom { get; private set; }
    public DateOnly? SubstituteUntil { get; private set; }

    /// <summary>UTC; when a mail to <see cref="Email"/> came back or was refused for good. An administrator who saves the unit has seen to it.</summary>
    public DateTime? EmailFailedAt { get; set; }

    /// <summary>The unit that it stands under: a sub-district under its district.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>分級負責 (C05, C06); null where nobody said.</summary>
    public GovernmentLevel? Level { get; set; }

    public bool IsActive { get; set; } = true;

    public void SetSubstitute(string? email, DateOnly? from, DateOnly? until) => (SubstituteEmail, SubstituteFrom, SubstituteUntil) = (email, from, until);
}

internal sealed class UnitMapping : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> unit)
    {
        unit.ToTable("Units");
        unit.Property(u => u.Code).HasMaxLength(64);
        unit.Property(u => u.Name).HasMaxLength(200);
        unit.Property(u => u.Email).HasMaxLength(254);
        unit.Property(u => u.SubstituteEmail).HasMaxLength(254);
        unit.HasIndex(u => u.Code).IsUnique();
    }
}
