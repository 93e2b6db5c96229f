namespace PetitionWorkflow.Deadlines;

/// <summary>A reminder ladder as data: who is told what, how long before and after the due moment.</summary>
public sealed record LadderRule
{
    public required string Name { get; init; }

    /// <summary>
    /// Steps of minutes go out at any hour (urgent reports). Steps of days go out at <see cref="Hour"/> on a working day: before
    /// the due day on the working day before rather than the one after.
    /// </summary>
    public bool InMinutes { get; init; }

    /// <summary>Hour of the day in China, default 9.</summary>
    public int Hour { get; init; } = 9;

    /// <summary>In the order of their severity.</summary>
    public required IReadOnlyList<LadderStep> Steps { get; init; }
}

/// <summary>One rung.</summary>
public sealed record LadderStep
{
    public required StageKind Kind { get; init; }

    /// <summary>Days or minutes before (<see cref="StageKind.Before"/>) or after the due moment.</summary>
    public int Offset { get; init; }

    /// <summary><see cref="StageKind.Urge"/>: working days or minutes from one to the next.</summary>
    public int Every { get; init; }

    /// <summary><see cref="StageKind.Urge"/>: how many at most; 0 means without end.</summary>
    public int AtMost { get; init; }

    /// <summary>Nobody is written to when empty: the stage only marks a fact.</summary>
    public IReadOnlyList<Audience> To { get; init; } = [];
}

public enum StageKind
{
    /// <summary>Half of the time has gone.</summary>
    HalfWay = 1,

    Before = 2,

    /// <summary>The due moment itself has passed. Marks the breach, or the lapse of a right, at the very instant.</summary>
    Missed = 3,

    /// <summary>黃牌</summary>
    YellowCard = 4,

    /// <summary>紅牌, 掛牌督辦</summary>
    RedCard = 5,

    /// <summary>催辦, numbered</summary>
    Urge = 6,
}

/// <summary>Who is written to. For a clock of the office itself (no unit) the clerks stand for handler and unit.</summary>
public enum Audience
{
    /// <summary>承辦責任人</summary>
    Handler = 1,

    /// <summary>The unit's own address (liaison)</summary>
    Unit = 2,

    /// <summary>承辦單位負責人</summary>
    UnitHead = 3,

    /// <summary>信訪工作人員</summary>
    Clerks = 4,

    /// <summary>市政府辦領導</summary>
    Leaders = 5,
}
