using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// The reminder ladder of one clock, derived from the clock alone: whoever asks, whenever, gets the same stages with the same
/// numbers. Nothing about reminders needs to be remembered except how far they have gone. The minutes of a clock of office hours are
/// office time like the clock itself: nobody is reminded before the office opens.
/// </summary>
public sealed class Ladder(LadderRule rule, DateTime startedAt, DateOnly dueDay, DateTime dueAt, WorkingCalendar calendar, OfficeTime? office = null)
{
    /// <summary>All stages in order of time; without end when urging has none.</summary>
    public IEnumerable<LadderStage> Stages => BeforeDue().Concat(AfterDue());

    /// <summary>The first stage later than a moment; null when there is none left.</summary>
    public LadderStage? NextAfter(DateTime moment) => Stages.FirstOrDefault(s => s.At > moment);

    /// <summary>The stages later than one moment and not later than another.</summary>
    public IReadOnlyList<LadderStage> Between(DateTime after, DateTime upTo) =>
        [.. Stages.SkipWhile(s => s.At <= after).TakeWhile(s => s.At <= upTo)];

    /// <summary>
    /// A stage that would fall before the start is dropped, and so is a countdown before the half-way reminder. Stages
    /// that meet at one moment (short clocks, long holidays) become one: the later rung, told to everyone.
    /// </summary>
    private IEnumerable<LadderStage> BeforeDue()
    {
        var half = rule.Steps.Any(s => s.Kind == StageKind.HalfWay) ? HalfWay() : startedAt;
        var steps = rule.Steps
            .Where(s => s.Kind is StageKind.HalfWay or StageKind.Before)
            .Select(s => new LadderStage(s.Kind, s.Offset, s.Kind == StageKind.HalfWay ? half : MomentBefore(s.Offset), s.To))
            .Where(s => s.At > startedAt && s.At >= half && s.At < dueAt)
            .OrderBy(s => s.At).ThenByDescending(s => s.Kind == StageKind.HalfWay ? int.MaxValue : s.Number);
        return steps.GroupBy(s => s.At).Select(met => met.Last() with { To = [.. met.SelectMany(s => s.To).Distinct().Order()] });
    }

    private DateTime HalfWay()
    {
        var start = ChinaTime.DayOf(startedAt);
        return Morning(calendar.WorkdayUpTo(start.AddDays((dueDay.DayNumber - start.DayNumber) / 2)));
    }

    private DateTime MomentBefore(int offset) => rule.InMinutes
        ? office?.Before(dueAt, TimeSpan.FromMinutes(offset)) ?? dueAt.AddMinutes(-offset)
        : Morning(calendar.WorkdayUpTo(dueDay.AddDays(-offset)));

    /// <summary>
    /// Never two of them on one day, however long the holiday: a red card follows a yellow one. They come in the order of their weight, in
    /// whatever order they were written down: behind urging without end nothing would ever come.
    /// </summary>
    private IEnumerable<LadderStage> AfterDue()
    {
        DateOnly? previous = null;
        foreach (var step in rule.Steps.Where(s => s.Kind is not (StageKind.HalfWay or StageKind.Before)).OrderBy(s => s.Kind))
        {
            if (step.Kind == StageKind.Missed)
            {
                yield return new LadderStage(step.Kind, 0, dueAt, step.To);
            }
            else if (rule.InMinutes)
            {
                foreach (var stage in step.Kind == StageKind.Urge ? UrgesByTheMinute(step) : [Single(step, MomentAfter(step.Offset))])
                {
                    yield return stage;
                }
            }
            else if (step.Kind == StageKind.Urge)
            {
                foreach (var stage in UrgesByTheDay(step, previous is { } last ? calendar.AddWorkdays(last, step.Every) : DayAfter(step.Offset, null)))
                {
                    yield return stage;
                }
            }
            else
            {
                previous = DayAfter(step.Offset, previous);
                yield return Single(step, Morning(previous.Value));
            }
        }
    }

    /// <summary>A step at or soon after the due day goes out on the first morning on which the day is over.</summary>
    private DateOnly DayAfter(int offset, DateOnly? previous)
    {
        var day = calendar.WorkdayFrom(dueDay.AddDays(Math.Max(1, offset)));
        return previous is { } last && day <= last ? calendar.AddWorkdays(last, 1) : day;
    }

    private IEnumerable<LadderStage> UrgesByTheDay(LadderStep step, DateOnly first)
    {
        var day = first;
        for (var number = 1; step.AtMost == 0 || number <= step.AtMost; number++)
        {
            yield return new LadderStage(StageKind.Urge, number, Morning(day), step.To);
            day = calendar.AddWorkdays(day, step.Every);
        }
    }

    private IEnumerable<LadderStage> UrgesByTheMinute(LadderStep step)
    {
        for (var number = 1; step.AtMost == 0 || number <= step.AtMost; number++)
        {
            yield return new LadderStage(StageKind.Urge, number, MomentAfter(step.Offset + ((number - 1) * step.Every)), step.To);
        }
    }

    private DateTime MomentAfter(int minutes) => office?.After(dueAt, TimeSpan.FromMinutes(minutes)) ?? dueAt.AddMinutes(minutes);

    private static LadderStage Single(LadderStep step, DateTime at) => new(step.Kind, 0, at, step.To);

    private DateTime Morning(DateOnly day) => ChinaTime.ToUtc(day, new TimeOnly(rule.Hour, 0));
}
