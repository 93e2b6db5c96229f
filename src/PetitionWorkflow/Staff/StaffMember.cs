using Microsoft.AspNetCore.Identity;

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
}
