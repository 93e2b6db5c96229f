using System.Collections.Concurrent;
using System.Collections.Frozen;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// Working days and rest days of China. A year later than the announced ones is provisional; a year before the data begins is
/// refused, never taken for Monday to Friday.
/// </summary>
public sealed class WorkingCalendar
{
    private readonly FrozenDictionary<int, CalendarYear> _announced;
    private readonly ConcurrentDictionary<int, CalendarYear> _provisional = new();

    public WorkingCalendar(IEnumerable<CalendarYear> announced)
    {
        _announced = announced.ToFrozenDictionary(y => y.Year);
        FirstYear = _announced.Keys.Min();
    }

    public int FirstYear { get; }

    public IEnumerable<CalendarYear> AnnouncedYears => _announced.Values.OrderBy(y => y.Year);

    /// <summary>This calendar with one year announced, or announced anew.</summary>
    public WorkingCalendar With(CalendarYear year) => new(_announced.Values.Where(y => y.Year != year.Year).Append(year));

    /// <exception cref="RefusedException">The year lies before the data or beyond what can be computed.</exception>
    public CalendarYear YearOf(int year)
    {
        if (_announced.TryGetValue(year, out var announced))
        {
            return announced;
        }

        return year > FirstYear && year <= ProvisionalYear.Last
            ? _provisional.GetOrAdd(year, ProvisionalYear.Of)
            : throw new RefusedException(new Refusal("calendar-year-unknown", year));
    }

    public CalendarDay On(DateOnly day) => YearOf(day.Year).On(day);

    public bool IsWorkday(DateOnly day) => On(day).IsWorkday;

    /// <summary>The day itself when offices work on it, else the next one on which they do.</summary>
    public DateOnly WorkdayFrom(DateOnly day)
    {
        while (!IsWorkday(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>The day itself when offices work on it, else the last one before on which they did.</summary>
    public DateOnly WorkdayUpTo(DateOnly day)
    {
        while (!IsWorkday(day))
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    /// <summary>The n-th working day after a day that is itself not counted.</summary>
    public DateOnly AddWorkdays(DateOnly day, int count)
    {
        for (var counted = 0; counted < count; counted++)
        {
            day = WorkdayFrom(day.AddDays(1));
        }

        return day;
    }
}
