namespace PetitionWorkflow.Deadlines.Profiles;

/// <summary>
/// Which lengths a case is measured by: one office runs the national limits beside those of a simplified procedure or of a hotline
/// (時限口徑). What each rule says under a profile is in the rule's version (<see cref="ProfileLength"/>); a right of the petitioner is the
/// same under all.
/// </summary>
public static class ClockProfiles
{
    /// <summary>The rule's own length; a case follows it unless the table says otherwise.</summary>
    public const string National = "national";

    public const string Simplified = "simplified";

    /// <summary>12345</summary>
    public const string Hotline = "hotline";

    public static readonly IReadOnlyList<string> All = [National, Simplified, Hotline];
}

/// <summary>A rule's length under a profile.</summary>
/// <param name="Profile">One of <see cref="ClockProfiles.All"/>, never the national one.</param>
/// <param name="Length">In <paramref name="Unit"/>.</param>
/// <param name="Unit">May be another one than the rule's, of days where the rule is of days.</param>
/// <param name="Basis">As in <see cref="ClockRule.Basis"/>.</param>
public sealed record ProfileLength(string Profile, int Length, ClockUnit Unit, string Basis)
{
    /// <summary>A basis that is the office's own, and no law.</summary>
    public bool IsInternal => Basis.StartsWith("internal-", StringComparison.Ordinal);
}
