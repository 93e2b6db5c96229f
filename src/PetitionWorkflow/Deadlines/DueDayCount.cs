using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>One count of days, kept with everything it passed on the way.</summary>
internal sealed class DueDayCount(ClockRule rule, DateOnly start, WorkingCalendar calendar, ClockTerms terms)
{
    private readonly List<PassedDay> _notCounted = [];
    private readonly List<PassedDay> _rolledOver = [];
    private readonly List<DateOnly> _makeUp = [];
    private readonly SortedSet<int> _provisional = [];

    public DueDay Compute()
    {
        var counted = terms.StatedDay is { } stated ? Stated(stated) : Count(DueDay.LengthOf(rule));
        var unextended = counted;
        if (terms.Extension > 0)
        {
            counted = Count(terms.Extension, counted);
        }

        var last = rule.RollForward && (terms.StatedDay is null || terms.Extension > 0) ? RollForward(counted) : counted;
        var capped = Cap(last);
        var trace = new DueTrace
        {
            Code = rule.Code,
            RuleVersion = rule.Version,
            Basis = rule.Basis,
            Unit = rule.Unit,
            Length = terms.StatedDay is null ? rule.Length : null,
            Extension = terms.Extension,
            LastDayBeforeExtension = terms.Extension > 0 ? unextended : null,
            StartDay = start,
            LastCountedDay = counted,
            NotCounted = _notCounted,
            MakeUpDaysCounted = _makeUp,
            RolledOver = _rolledOver,
            CappedTo = capped == last ? null : capped,
            ProvisionalYears = [.. _provisional],
        };
        return new DueDay(capped, ChinaTime.EndOf(capped), trace);
    }

    private DateOnly Stated(DateOnly day) =>
        day >= start ? day : throw new RefusedException(new Refusal("clock-due-before-start", day, start));

    private DateOnly Count(int length, DateOnly? from = null)
    {
        var day = from ?? start;
        for (var left = length; left > 0;)
        {
            day = day.AddDays(1);
            if (PauseOn(day) is { } pause)
            {
                _notCounted.Add(new PassedDay(day, PassedBecause.Pause, Ground: pause.Ground));
            }
            else if (Counts(day))
            {
                left--;
            }
        }

        return day;
    }

    private bool Counts(DateOnly day)
    {
        if (rule.Unit == ClockUnit.CalendarDays)
        {
            return true;
        }

        var seen = Look(day);
        if (!seen.IsWorkday)
        {
            _notCounted.Add(seen.Passed());
            return false;
        }

        if (seen.Kind == DayKind.MakeUpWorkday)
        {
            _makeUp.Add(day);
        }

        return true;
    }

    /// <summary>Time that does not count cannot end a period either, so a pause is carried over like a rest day.</summary>
    private DateOnly RollForward(DateOnly day)
    {
        while (true)
        {
            var seen = Look(day);
            if (!seen.IsWorkday)
            {
                _rolledOver.Add(seen.Passed());
            }
            else if (_rolledOver.Count > 0 && PauseOn(day) is { } pause)
            {
                _rolledOver.Add(new PassedDay(day, PassedBecause.Pause, Ground: pause.Ground));
            }
            else
            {
                return day;
            }

            day = day.AddDays(1);
        }
    }

    /// <summary>When the other clock ran out before this one began, today is what is left.</summary>
    private DateOnly Cap(DateOnly last)
    {
        if (terms.NotAfter is not { } latest || latest >= last)
        {
            return last;
        }

        return latest < start ? start : latest;
    }

    private ClockPause? PauseOn(DateOnly day) => terms.Pauses.FirstOrDefault(p => p.Covers(day) && rule.PauseGrounds.Contains(p.Ground));

    private CalendarDay Look(DateOnly day)
    {
        var seen = calendar.On(day);
        if (seen.IsProvisional)
        {
            _provisional.Add(day.Year);
        }

        return seen;
    }
}
