using PetitionWorkflow.Deadlines.Profiles;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>Puts a due day's trace into sentences of the reader's language.</summary>
public static class DueDayWords
{
    private const int MostDaysTold = 6;

    public static IReadOnlyList<string> Explain(this Texts texts, DueTrace trace, DateOnly due)
    {
        var lines = new List<string> { Count(texts, trace) };
        if (trace.Extension > 0)
        {
            lines.Add(texts["Deadlines.Trace.Extension", trace.Extension, texts.Of(trace.Unit)]);
        }

        if (trace.OfficeSpans.Count > 0)
        {
            lines.Add(texts["Deadlines.Trace.OfficeHours", OfficeHours(texts, trace.OfficeSpans)]);
        }

        if (trace.NotCounted.Count > 0)
        {
            lines.Add(texts["Deadlines.Trace.NotCounted", Spans(texts, trace.NotCounted)]);
        }

        if (trace.MakeUpDaysCounted.Count > 0)
        {
            lines.Add(texts["Deadlines.Trace.MakeUp", string.Join(", ", trace.MakeUpDaysCounted.Select(Day))]);
        }

        if (trace.RolledOver.Count > 0)
        {
            lines.Add(texts["Deadlines.Trace.Rolled", Spans(texts, trace.RolledOver), Day(trace.RolledOver[^1].Day.AddDays(1))]);
        }

        if (trace.CappedTo is not null)
        {
            lines.Add(texts["Deadlines.Trace.Capped", Day(due)]);
        }

        if (trace.IsProvisional)
        {
            lines.Add(texts["Deadlines.Trace.Provisional", string.Join(", ", trace.ProvisionalYears)]);
        }

        lines.Add(texts["Deadlines.Trace.Basis", texts.BasisOf(trace.Basis)]);
        return lines;
    }

    private static string Count(Texts texts, DueTrace trace) => trace switch
    {
        { Length: { } length, StartedAt: { } start, EndsAt: { } end } => texts["Deadlines.Trace.CountHours", Moment(start), length + trace.Extension, texts.Of(trace.Unit), Moment(end)],
        { Length: { } length } => texts["Deadlines.Trace.Count", Day(trace.StartDay), length + trace.Extension, texts.Of(trace.Unit), Day(trace.LastCountedDay)],
        _ => texts["Deadlines.Trace.Stated", Day(trace.StartDay), Day(trace.LastCountedDay)],
    };

    /// <summary>Which profile a clock runs under and why; null before any table was published: then there was nothing to choose.</summary>
    public static string? Explain(this Texts texts, ProfileChoice? choice) => choice switch
    {
        null or { TableVersion: 0 } => null,
        { Row: 0 } => texts["Deadlines.Profile.ByNone", texts["Deadlines.Profile." + choice.Profile], choice.TableVersion],
        _ => texts["Deadlines.Profile.ByRow", texts["Deadlines.Profile." + choice.Profile], choice.TableVersion, choice.Row, texts.Of(choice.Channel) + (choice.Region is { } region ? $" · {region}" : "")],
    };

    /// <summary>A basis that an administrator wrote is its own text.</summary>
    public static string BasisOf(this Texts texts, string basis) => texts.Has("Deadlines.Basis." + basis) ? texts["Deadlines.Basis." + basis] : basis;

    public static string ClockName(this Texts texts, string code) => texts.Has("Deadlines.Clock." + code) ? texts["Deadlines.Clock." + code] : code;

    /// <summary>Neighbouring days with one reason are told as one span: 國慶節 2026-10-01–2026-10-07.</summary>
    private static string Spans(Texts texts, IReadOnlyList<PassedDay> days)
    {
        var spans = new List<(string Name, DateOnly From, DateOnly To)>();
        foreach (var day in days)
        {
            var name = day switch
            {
                { Holiday: { } holiday } => texts.Of(holiday),
                { Ground: { } ground } => texts["Deadlines.PauseGround." + ground],
                _ => texts.Of(day.Why),
            };
            if (spans.Count > 0 && spans[^1].Name == name && spans[^1].To.AddDays(1) == day.Day)
            {
                spans[^1] = spans[^1] with { To = day.Day };
            }
            else
            {
                spans.Add((name, day.Day, day.Day));
            }
        }

        return string.Join(", ", spans.Select(s => s.From == s.To ? $"{s.Name} {Day(s.From)}" : $"{s.Name} {Day(s.From)}–{Day(s.To)}"));
    }

    /// <summary>Whole days in the middle of a long count are told by their number.</summary>
    private static string OfficeHours(Texts texts, IReadOnlyList<CountedSpan> spans)
    {
        var days = spans.GroupBy(s => s.Day).Select(d => $"{Day(d.Key)} {string.Join(' ', d.Select(s => $"{s.From:HH:mm}–{s.Until:HH:mm}"))}").ToList();
        var (separator, shown) = (texts["Deadlines.Trace.Separator"], MostDaysTold / 2);
        return days.Count <= MostDaysTold
            ? string.Join(separator, days)
            : string.Join(separator, [.. days.Take(shown), texts["Deadlines.Trace.MoreDays", days.Count - (2 * shown)], .. days.TakeLast(shown)]);
    }

    private static string Moment(DateTime utc) => ChinaTime.ToLocal(utc).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
