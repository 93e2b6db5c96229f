using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tasks;

/// <summary>How near the due day of a task is. A task due at 24:00 today is due today.</summary>
public enum DueFilter
{
    Overdue = 1,
    Today = 2,

    /// <summary>Today and the three days after it.</summary>
    ThreeDays = 3,
}

internal static class DueFiltering
{
    private const int DaysAhead = 3;

    public static IQueryable<WorkTask> Due(this IQueryable<WorkTask> tasks, DueFilter filter, DateTime now)
    {
        var (endOfToday, soon) = Bounds(now);
        return filter switch
        {
            DueFilter.Overdue => tasks.Where(t => t.DueAt < now),
            DueFilter.Today => tasks.Where(t => t.DueAt >= now && t.DueAt <= endOfToday),
            DueFilter.ThreeDays => tasks.Where(t => t.DueAt >= now && t.DueAt <= soon),
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, null),
        };
    }

    /// <summary>The instants at which today, and the last of the days ahead, are over.</summary>
    public static (DateTime EndOfToday, DateTime Soon) Bounds(DateTime now)
    {
        var today = ChinaTime.DayOf(now);
        return (ChinaTime.EndOf(today), ChinaTime.EndOf(today.AddDays(DaysAhead)));
    }
}
