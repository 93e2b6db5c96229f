namespace PetitionWorkflow.Staff;

/// <summary>Who is looking. Every read of cases and tasks is filtered by it on the server (D8).</summary>
public sealed record Viewer(Guid UserId, string DisplayName, IReadOnlySet<string> Roles, Guid? UnitId)
{
    public bool Is(string role) => Roles.Contains(role);

    /// <summary>The petition office, its leaders and auditors see every case; a handling unit only its own.</summary>
    public bool SeesEveryCase =>
        Is(Staff.Roles.Administrator) || Is(Staff.Roles.Clerk) || Is(Staff.Roles.Leader) || Is(Staff.Roles.Auditor);

    public Shared.ActContext Act(string? reason = null) => new(UserId, DisplayName, reason);
}
