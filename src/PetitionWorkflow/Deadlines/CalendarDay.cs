namespace PetitionWorkflow.Deadlines;

/// <summary>One day as the working calendar sees it.</summary>
/// <param name="Day">A day of China Standard Time.</param>
/// <param name="Kind">Work or rest, and why.</param>
/// <param name="Holiday">The holiday that it belongs to, or that it makes up for.</param>
/// <param name="IsProvisional">The year's arrangement has not been announced: the day may still change its kind.</param>
public readonly record struct CalendarDay(DateOnly Day, DayKind Kind, Holiday? Holiday, bool IsProvisional)
{
    public bool IsWorkday => Kind is DayKind.Workday or DayKind.MakeUpWorkday;

    /// <summary>A rest day as a count passes over it.</summary>
    internal PassedDay Passed() => Kind == DayKind.Holiday ? new PassedDay(Day, PassedBecause.Holiday, Holiday) : new PassedDay(Day, PassedBecause.Weekend);
}

public enum DayKind
{
    Workday = 1,
    Weekend = 2,
    Holiday = 3,

    /// <summary>調休: a Saturday or Sunday on which offices work.</summary>
    MakeUpWorkday = 4,
}
