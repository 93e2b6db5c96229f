namespace PetitionWorkflow.Deadlines;

/// <summary>The explanation of a due day, as data; a page or a mail puts it into words.</summary>
public sealed record DueTrace
{
    public required string Code { get; init; }
    public required int RuleVersion { get; init; }
    public required string Basis { get; init; }
    public required ClockUnit Unit { get; init; }

    /// <summary>Null when the day was stated on the slip.</summary>
    public int? Length { get; init; }

    public int Extension { get; init; }

    /// <summary>The day on which the count would have ended without the extension; null when there is none, and in clocks of before it was kept.</summary>
    public DateOnly? LastDayBeforeExtension { get; init; }

    /// <summary>UTC; null for a clock of days, which begins with the day after.</summary>
    public DateTime? StartedAt { get; init; }

    /// <summary>UTC; the end of a clock of hours or minutes.</summary>
    public DateTime? EndsAt { get; init; }

    /// <summary>The stretches that a clock of office hours counted.</summary>
    public IReadOnlyList<CountedSpan> OfficeSpans { get; init; } = [];

    /// <summary>The day of the start, not counted.</summary>
    public required DateOnly StartDay { get; init; }

    /// <summary>The day on which the count ended, before any roll-forward.</summary>
    public required DateOnly LastCountedDay { get; init; }

    /// <summary>Days passed over while counting: rest days of a clock of working days or office hours, days of a pause.</summary>
    public IReadOnlyList<PassedDay> NotCounted { get; init; } = [];

    /// <summary>Weekend days that such a clock did count because offices worked on them (調休).</summary>
    public IReadOnlyList<DateOnly> MakeUpDaysCounted { get; init; } = [];

    /// <summary>Rest days over which the last day was carried (Civil Code Art. 203).</summary>
    public IReadOnlyList<PassedDay> RolledOver { get; init; } = [];

    /// <summary>Set when another clock's due day cut this one short.</summary>
    public DateOnly? CappedTo { get; init; }

    /// <summary>Years not yet announced on which the day depends: it may move when they are.</summary>
    public IReadOnlyList<int> ProvisionalYears { get; init; } = [];

    public bool IsProvisional => ProvisionalYears.Count > 0;
}

/// <summary>Office hours of one day that were counted, China time.</summary>
public sealed record CountedSpan(DateOnly Day, TimeOnly From, TimeOnly Until);

/// <summary>A day that was not counted.</summary>
/// <param name="Day">The day.</param>
/// <param name="Why">Weekend, holiday or pause.</param>
/// <param name="Holiday">The holiday's name.</param>
/// <param name="Ground">The pause's ground.</param>
public sealed record PassedDay(DateOnly Day, PassedBecause Why, Holiday? Holiday = null, string? Ground = null);

public enum PassedBecause
{
    Weekend = 1,
    Holiday = 2,
    Pause = 3,
}
