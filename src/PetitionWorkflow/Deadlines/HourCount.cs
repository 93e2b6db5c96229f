using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>One count of hours or minutes: by day and night, or of office hours alone with everything passed on the way.</summary>
internal sealed class HourCount(ClockRule rule, DateTime startedAt, WorkingCalendar calendar, ClockTerms terms)
{
    public DueDay Compute()
    {
        var length = DueDay.LengthOf(rule);
        var trace = new DueTrace
        {
            Code = rule.Code, RuleVersion = rule.Version, Basis = rule.Basis, Unit = rule.Unit, Length = length, Extension = terms.Extension,
            StartDay = ChinaTime.DayOf(startedAt), LastCountedDay = default, StartedAt = startedAt,
        };
        var whole = rule.Unit == ClockUnit.Minutes ? TimeSpan.FromMinutes(length + terms.Extension) : TimeSpan.FromHours(length + terms.Extension);
        if (rule.Unit != ClockUnit.OfficeHours)
        {
            var at = startedAt + whole;
            return new DueDay(ChinaTime.DayOf(at), at, trace with { LastCountedDay = ChinaTime.DayOf(at), EndsAt = at });
        }

        return OfOfficeHours(whole, trace);
    }

    private DueDay OfOfficeHours(TimeSpan whole, DueTrace trace)
    {
        var (time, spans) = (OfficeTimeOf(rule, calendar, terms), new List<CountedSpan>());
        var due = startedAt;
        foreach (var (from, until) in time.OpenFrom(startedAt).TakeWhile(_ => whole > TimeSpan.Zero))
        {
            due = until - from > whole ? from + whole : until;
            whole -= due - from;
            spans.Add(new CountedSpan(ChinaTime.DayOf(from), TimeOf(from), TimeOf(due)));
        }

        var (last, passed) = (ChinaTime.DayOf(due), Passed(time, ChinaTime.DayOf(due)).ToList());
        return new DueDay(last, due, trace with
        {
            LastCountedDay = last, EndsAt = due, OfficeSpans = spans, NotCounted = passed,
            MakeUpDaysCounted = [.. spans.Select(s => s.Day).Distinct().Where(day => calendar.On(day).Kind == DayKind.MakeUpWorkday)],
            ProvisionalYears = [.. Days(last).Where(day => calendar.On(day).IsProvisional).Select(day => day.Year).Distinct()],
        });
    }

    /// <summary>The hours that the clock started with, not those of today.</summary>
    public static OfficeTime OfficeTimeOf(ClockRule rule, WorkingCalendar calendar, ClockTerms terms) =>
        new(calendar, terms.OfficeHours ?? OfficeHours.Default, [.. terms.Pauses.Where(p => rule.PauseGrounds.Contains(p.Ground))]);

    private IEnumerable<PassedDay> Passed(OfficeTime time, DateOnly last)
    {
        foreach (var day in Days(last))
        {
            if (time.PauseOn(day) is { } pause)
            {
                yield return new PassedDay(day, PassedBecause.Pause, Ground: pause.Ground);
            }
            else if (calendar.On(day) is { IsWorkday: false } rest)
            {
                yield return rest.Passed();
            }
        }
    }

    private IEnumerable<DateOnly> Days(DateOnly last)
    {
        for (var day = ChinaTime.DayOf(startedAt); day <= last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private static TimeOnly TimeOf(DateTime moment) => TimeOnly.FromDateTime(ChinaTime.ToLocal(moment));
}
