using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>Moments as an office sees them: time passes only while it is open, on working days that no pause covers.</summary>
public sealed class OfficeTime(WorkingCalendar calendar, OfficeHours hours, IReadOnlyList<ClockPause> pauses)
{
    /// <summary>The moment at which so much office time has passed; with none to pass, the next moment at which the office is open.</summary>
    public DateTime After(DateTime moment, TimeSpan time)
    {
        foreach (var (from, until) in OpenFrom(moment))
        {
            if (until - from >= time)
            {
                return from + time;
            }

            time -= until - from;
        }

        throw new InvalidOperationException("An office that never opens.");
    }

    /// <summary>The last moment from which so much office time is left.</summary>
    public DateTime Before(DateTime moment, TimeSpan time)
    {
        for (var day = ChinaTime.DayOf(moment); ; day = day.AddDays(-1))
        {
            foreach (var (from, until) in SpansOf(day).Reverse())
            {
                var end = until < moment ? until : moment;
                if (end - from >= time)
                {
                    return end - time;
                }

                time -= end > from ? end - from : TimeSpan.Zero;
            }
        }
    }

    /// <summary>The stretches of office time from a moment on, without end.</summary>
    public IEnumerable<(DateTime From, DateTime Until)> OpenFrom(DateTime moment)
    {
        for (var day = ChinaTime.DayOf(moment); ; day = day.AddDays(1))
        {
            foreach (var (from, until) in SpansOf(day).Where(s => s.Until > moment))
            {
                yield return (from > moment ? from : moment, until);
            }
        }
    }

    public ClockPause? PauseOn(DateOnly day) => pauses.FirstOrDefault(p => p.Covers(day));

    private IEnumerable<(DateTime From, DateTime Until)> SpansOf(DateOnly day) =>
        calendar.IsWorkday(day) && PauseOn(day) is null ? hours.Spans.Select(s => (ChinaTime.ToUtc(day, s.From), ChinaTime.ToUtc(day, s.Until))) : [];
}
