using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Staff;

/// <summary>A person who signs in. Name and mail address are the person's office data.</summary>
public sealed class StaffMember : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }

    /// <summary>The handling unit of unit heads and handlers; null for the petition office itself.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>A member who left keeps the history's name but can no longer sign in or be assigned.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>zh-Hans, zh-Hant or en: the language of mails to this person.</summary>
    public string Language { get; set; } = "zh-Hans";

    /// <summary>See <see cref="Hours"/>; null unless the person chose one.</summary>
    public int? DigestHour { get; private set; }

    public TimeOnly? QuietFrom { get; private set; }
    public TimeOnly? QuietUntil { get; private set; }

    /// <summary>First and last day (China) of an absence; null when none is known.</summary>
    public DateOnly? AwayFrom { get; private set; }

    public DateOnly? AwayUntil { get; private set; }

    /// <summary>Who is told beside this person during the absence.</summary>
    public Guid? SubstituteId { get; private set; }

    public OwnHours Hours => new(DigestHour, QuietFrom, QuietUntil);

    public void SetHours(OwnHours hours) => (DigestHour, QuietFrom, QuietUntil) = (hours.DigestHour, hours.QuietFrom, hours.QuietUntil);

    public void SetAbsence(DateOnly? from, DateOnly? until, Guid? substituteId) => (AwayFrom, AwayUntil, SubstituteId) = (from, until, substituteId);
}

internal sealed class StaffMemberMapping : IEntityTypeConfiguration<StaffMember>
{
    public void Configure(EntityTypeBuilder<StaffMember> member)
    {
        member.Ignore(m => m.Hours);
        member.HasIndex(m => m.AwayUntil);
    }
}
