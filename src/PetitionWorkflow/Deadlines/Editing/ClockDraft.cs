using PetitionWorkflow.Deadlines.Pauses;
using PetitionWorkflow.Deadlines.Profiles;

namespace PetitionWorkflow.Deadlines.Editing;

/// <summary>
/// What an administrator can change of a clock. What it measures, whom it binds and whether it is law stay: flows and forms are built
/// on that, and the bounds of the law are the shipped ones whatever basis is cited.
/// </summary>
public sealed record ClockDraft
{
    /// <summary>The first day on which a case starts under it.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>Null where the length is stated on the slip (K07).</summary>
    public required int? Length { get; init; }

    public required ClockUnit Unit { get; init; }
    public required bool RollForward { get; init; }

    /// <summary>The key of a shipped basis, or the administrator's own words (<see cref="DueDayWords.BasisOf"/>).</summary>
    public required string Basis { get; init; }

    public required ClockStart Starts { get; init; }

    /// <summary>Of what ends the shipped one, what still does.</summary>
    public required IReadOnlyList<string> Stops { get; init; }

    public IReadOnlyList<ProfileLength> Profiles { get; init; } = [];
    public IReadOnlyList<string> PauseGrounds { get; init; } = [];
    public IReadOnlyList<PauseBasis> PauseBases { get; init; } = [];

    /// <summary>The hour at which reminders of a clock of days go out.</summary>
    public required int Hour { get; init; }

    public required IReadOnlyList<LadderStep> Steps { get; init; }

    public static ClockDraft Of(ClockRule rule, LadderRule ladder, DateOnly from) => new()
    {
        EffectiveFrom = from, Length = rule.Length, Unit = rule.Unit, RollForward = rule.RollForward, Starts = rule.Starts, Stops = rule.Stops, Basis = rule.Basis, Profiles = rule.Profiles,
        PauseGrounds = rule.PauseGrounds, PauseBases = rule.PauseBases, Hour = ladder.Hour, Steps = ladder.Steps,
    };

    /// <param name="before">The version that it follows.</param>
    /// <param name="ladder">The ladder of that.</param>
    public PublishedClock After(ClockRule before, LadderRule ladder)
    {
        var version = before.Version + 1;
        var name = $"{before.Code}-{version}";
        var rule = before with
        {
            Version = version, EffectiveFrom = EffectiveFrom, EffectiveUntil = null, Length = Length, Unit = Unit, RollForward = RollForward, Starts = Starts, Stops = Stops, Restarts = [.. before.Restarts.Where(Stops.Contains)], Basis = Basis, Profiles = Profiles,
            PauseGrounds = PauseGrounds, PauseBases = PauseBases, Ladder = name,
        };
        return new PublishedClock(rule, ladder with { Name = name, Hour = Hour, Steps = Steps });
    }

    /// <summary>Says the same as the version, whenever it begins.</summary>
    public bool IsSameAs(ClockRule rule, LadderRule ladder)
    {
        var same = Of(rule, ladder, EffectiveFrom);
        return same.Length == Length && same.Unit == Unit && same.RollForward == RollForward && same.Hour == Hour && same.Starts == Starts && same.Stops.SequenceEqual(Stops) && same.Basis == Basis && same.Profiles.SequenceEqual(Profiles) && same.PauseGrounds.SequenceEqual(PauseGrounds) && same.PauseBases.SequenceEqual(PauseBases)
            && same.Steps.Count == Steps.Count && same.Steps.Zip(Steps).All(pair => AreSame(pair.First, pair.Second));
    }

    private static bool AreSame(LadderStep one, LadderStep other) => (one.Kind, one.Offset, one.Every, one.AtMost) == (other.Kind, other.Offset, other.Every, other.AtMost) && one.To.SequenceEqual(other.To);
}
