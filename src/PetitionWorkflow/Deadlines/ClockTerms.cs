using PetitionWorkflow.Deadlines.Profiles;

namespace PetitionWorkflow.Deadlines;

/// <summary>What bears on one clock beyond its rule. Stored with the clock, so that its due day can be derived again at any time.</summary>
public sealed record ClockTerms
{
    public static readonly ClockTerms None = new();

    /// <summary>The last day written on the slip (K07): it stands as written.</summary>
    public DateOnly? StatedDay { get; init; }

    /// <summary>Days (or hours, minutes: the rule's unit) granted on top; counted on from the last day before any roll-forward.</summary>
    public int Extension { get; init; }

    public IReadOnlyList<ClockPause> Pauses { get; init; } = [];

    /// <summary>The office's hours when a clock of office hours started; it keeps them.</summary>
    public OfficeHours? OfficeHours { get; init; }

    /// <summary>Why it runs under its profile.</summary>
    public ProfileChoice? Profile { get; init; }

    /// <summary>Another clock's due day that this one must not outlive: rework never lengthens the legal time (C31).</summary>
    public DateOnly? NotAfter { get; init; }
}

/// <summary>Days on which a clock stands still, the first and the last among them.</summary>
/// <param name="From">First day not counted.</param>
/// <param name="Until">Last day not counted; null while it lasts.</param>
/// <param name="Ground">Moves the due day only if the rule names it.</param>
public sealed record ClockPause(DateOnly From, DateOnly? Until, string Ground)
{
    /// <summary>The request that brought it (<see cref="Pauses.PauseRequest"/>); null for a step of the flow.</summary>
    public Guid? RequestId { get; init; }

    public bool Covers(DateOnly day) => day >= From && Until is { } last && day <= last;
}
