using PetitionWorkflow.Deadlines.Pauses;
using PetitionWorkflow.Deadlines.Profiles;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// One line of the clock catalogue (domain ids K01 to K21), one version of it. A case keeps the version that it started under,
/// whatever an administrator changes later.
/// </summary>
public sealed record ClockRule
{
    /// <summary>K01 … K21; the name is the text <c>Deadlines.Clock.CODE</c>.</summary>
    public required string Code { get; init; }

    public required int Version { get; init; }

    /// <summary>First and last day on which a clock may start under this version.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    public DateOnly? EffectiveUntil { get; init; }

    public required ClockStanding Standing { get; init; }

    /// <summary>
    /// The article or the clause of the office's rulebook, as the key of its text (<c>Deadlines.Basis.reg-34</c>); an internal
    /// target never cites a law.
    /// </summary>
    public required string Basis { get; init; }

    /// <summary>What it is counted from.</summary>
    public ClockStart Starts { get; init; } = ClockStart.Step;

    /// <summary>What ends it, each a key of <see cref="StopEvents"/>.</summary>
    public IReadOnlyList<string> Stops { get; init; } = [];

    /// <summary>Of <see cref="Stops"/>, those after which it begins anew: silence is counted from the last sign of life.</summary>
    public IReadOnlyList<string> Restarts { get; init; } = [];

    /// <summary>Null: the length is stated when the clock starts (K07, the limit on the slip).</summary>
    public int? Length { get; init; }

    public required ClockUnit Unit { get; init; }

    /// <summary>Where a profile has a length of its own; under every other one <see cref="Length"/> holds.</summary>
    public IReadOnlyList<ProfileLength> Profiles { get; init; } = [];

    /// <summary>A last day on a statutory rest day moves to the next day after it (Civil Code Art. 203).</summary>
    public bool RollForward { get; init; }

    /// <summary>
    /// Grounds on which days are not counted, of <see cref="Pauses.PauseGrounds"/>: the hearing (Art. 36 ¶2), and what an administrator allows. Nothing
    /// stops the clock on any other ground.
    /// </summary>
    public IReadOnlyList<string> PauseGrounds { get; init; } = [];

    /// <summary>By which rule, for grounds that the law does not name.</summary>
    public IReadOnlyList<PauseBasis> PauseBases { get; init; } = [];

    /// <summary>The clock whose length bounds an extension of this one (K06 for K05); null: it cannot be extended.</summary>
    public string? ExtendedBy { get; init; }

    /// <summary>
    /// It runs for the whole case and binds whichever unit leads at the time (K05 starts before a unit is chosen); otherwise a clock
    /// without a unit is the office's own.
    /// </summary>
    public bool BindsLeadUnit { get; init; }

    /// <summary>What it measures is over by itself with its last day (K20): nobody has missed anything then.</summary>
    public bool EndsItself { get; init; }

    /// <summary>The reminder ladder, by name.</summary>
    public required string Ladder { get; init; }

    public bool CountsDays => Unit is ClockUnit.CalendarDays or ClockUnit.WorkingDays;

    /// <summary>The rule as a case of the profile follows it. A target of the office is never called a legal limit.</summary>
    public ClockRule For(string? profile) => Profiles.FirstOrDefault(p => p.Profile == profile) is not { } own ? this : this with
    {
        Length = own.Length, Unit = own.Unit, Basis = own.Basis,
        Standing = Standing == ClockStanding.Legal && own.IsInternal ? ClockStanding.Internal : Standing,
    };

    public bool IsInForce(DateOnly day) => day >= EffectiveFrom && (EffectiveUntil is not { } last || day <= last);
}

/// <summary>In the order in which they happen in the life of a case.</summary>
public enum ClockStart
{
    /// <summary>What starts it has no moment of its own on the case: the step of the flow, the assignment, the duty, the report.</summary>
    Step = 1,

    Received = 2,
    Registered = 3,

    /// <summary>受理之日</summary>
    Accepted = 4,

    /// <summary>The written opinion reached the petitioner.</summary>
    Delivered = 5,
}

public enum ClockStanding
{
    /// <summary>A duty by law or by instruction: missing it is a breach.</summary>
    Legal = 1,

    /// <summary>The office's own target.</summary>
    Internal = 2,

    /// <summary>A right of the petitioner: when the time is over the right lapses, and nobody has missed anything.</summary>
    Right = 3,
}

public enum ClockUnit
{
    /// <summary>日</summary>
    CalendarDays = 1,

    /// <summary>工作日</summary>
    WorkingDays = 2,

    /// <summary>By day and night: what is urgent does not wait for the morning.</summary>
    Hours = 3,

    Minutes = 4,

    /// <summary>Hours in which the office is open (<see cref="Deadlines.OfficeHours"/>).</summary>
    OfficeHours = 5,
}
