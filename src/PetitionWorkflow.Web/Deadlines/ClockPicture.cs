using System.Globalization;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Deadlines;

/// <summary>All clocks of a case on one time line, as numbers for an SVG: looks come from the style sheet, words from the page.</summary>
public sealed record ClockPicture(IReadOnlyList<ClockBar> Bars, IReadOnlyList<ClockTick> Ticks, IReadOnlyList<UnannouncedYear> Unannounced, double Today, double Height)
{
    public const double Width = 1000;
    public const double Top = 28;
    public const double RowHeight = 58;
    private const double Side = 12;
    private const int MostTicks = 10;

    /// <summary>Days, and whole months, between two marks of the axis.</summary>
    private static readonly (int Days, int Months)[] Steps = [(1, 0), (2, 0), (7, 0), (14, 0), (0, 1), (0, 2), (0, 3), (0, 6), (0, 12), (0, 24), (0, 60)];

    public string ViewBox => string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Height:0.#}");

    public static ClockPicture Of(IReadOnlyList<ClockView> clocks, DateTime now)
    {
        var scale = Scale.Over(
            clocks.Select(c => c.Clock.StartedAt).Append(now).Min(),
            clocks.SelectMany(c => new[] { c.Clock.DueAt, c.Clock.EndedAt ?? now }).Append(now).Max());
        var ordered = clocks.OrderBy(c => c.Clock.StartedAt).ThenBy(c => c.Clock.DueAt).ThenBy(c => c.Clock.Code, StringComparer.Ordinal);
        return new ClockPicture(
            [.. ordered.Select((view, row) => ClockBar.Of(view, now, scale, Top + (row * RowHeight)))],
            [.. scale.Ticks()], [.. UnannouncedYears(clocks, scale)], scale.At(now), Top + (clocks.Count * RowHeight) + 6);
    }

    /// <summary>The years whose holidays an open clock still waits for, as far as they lie on the line.</summary>
    private static IEnumerable<UnannouncedYear> UnannouncedYears(IReadOnlyList<ClockView> clocks, Scale scale) => clocks
        .Where(c => c.Clock is { IsOpen: true, IsProvisional: true })
        .SelectMany(c => c.Clock.Trace.ProvisionalYears)
        .Distinct().Order()
        .Select(year => new UnannouncedYear(year, scale.At(new DateOnly(year, 1, 1)), scale.At(new DateOnly(year + 1, 1, 1))))
        .Where(year => year.To > year.From);

    /// <summary>Moments to places on the line; whole China days at both ends.</summary>
    internal sealed record Scale(DateOnly First, DateOnly Last)
    {
        public static Scale Over(DateTime first, DateTime last) => new(ChinaTime.DayOf(first), ChinaTime.DayOf(last).AddDays(1));

        public double At(DateTime moment)
        {
            var (first, last) = (StartOf(First), StartOf(Last));
            return Side + Math.Clamp((moment - first) / (last - first), 0, 1) * (Width - (2 * Side));
        }

        public double At(DateOnly day) => At(StartOf(day));

        private static DateTime StartOf(DateOnly day) => ChinaTime.ToUtc(day, TimeOnly.MinValue);

        public IEnumerable<ClockTick> Ticks()
        {
            var span = Last.DayNumber - First.DayNumber;
            var (days, months) = Array.Find(Steps, s => span <= MostTicks * (s.Days + (s.Months * 30)));
            if (days == 0)
            {
                months = Math.Max(months, 1);
            }

            var day = months == 0 ? First : new DateOnly(First.Year, First.Month, 1).AddMonths(1);
            for (; day < Last; day = months == 0 ? day.AddDays(days) : day.AddMonths(months))
            {
                yield return new ClockTick(At(day), day.ToString(months == 0 ? "MM-dd" : "yyyy-MM", CultureInfo.InvariantCulture));
            }
        }
    }
}

/// <summary>A year whose holidays are not announced: due days in it may still move.</summary>
public sealed record UnannouncedYear(int Year, double From, double To);

/// <summary>A mark of the axis.</summary>
public sealed record ClockTick(double X, string Label)
{
    private const double HalfLabel = 26;

    /// <summary>A label at an end of the line is written inwards, or it would leave the picture.</summary>
    public string Anchor => X < HalfLabel ? "start" : X > ClockPicture.Width - HalfLabel ? "end" : "middle";
}

/// <summary>What a stretch of a clock's line is.</summary>
public enum StretchKind
{
    /// <summary>Time that counts.</summary>
    Counted = 1,

    /// <summary>An extension that was approved.</summary>
    Extension = 2,

    /// <summary>A last day carried over rest days.</summary>
    Rolled = 3,

    /// <summary>Days of a pause.</summary>
    Pause = 4,

    /// <summary>From the end of the due day to the day on which it was done, or until today.</summary>
    Overdue = 5,
}

/// <summary>A stretch, with the days that it covers.</summary>
public sealed record ClockStretch(StretchKind Kind, double From, double To, DateOnly First, DateOnly Last)
{
    public double Length => Math.Max(2, To - From);

    /// <summary>Where days say too little, the moments (UTC) between which it lies.</summary>
    public (DateTime From, DateTime Until)? Hours { get; init; }
}

/// <summary>One clock's line.</summary>
public sealed record ClockBar(ClockView View, double Y, IReadOnlyList<ClockStretch> Stretches, double Due, double? End)
{
    /// <summary>The name of a line that begins far to the right ends where the line ends, or it would leave the picture.</summary>
    public bool IsFarRight => Stretches[0].From > ClockPicture.Width * 0.65;

    public double NameAt => IsFarRight ? Stretches.Max(s => s.To) : Stretches[0].From;

    /// <summary>Where the due day is written: beside its mark, on the side that has room.</summary>
    public double DueAt => DueIsFarRight ? Due - 9 : Due + 9;

    /// <summary>A legal limit is a thick line that ends in a full triangle, a target of the office a thin one with a hollow diamond, a right one with a hollow circle.</summary>
    public string Shape => ShapeOf(View.Rule.Standing);

    public double Thickness => View.Rule.Standing == ClockStanding.Legal ? 14 : 7;

    public static string ShapeOf(ClockStanding standing) => standing.ToString().ToLowerInvariant();

    /// <summary>The mark, six units around a point.</summary>
    public static string MarkOf(ClockStanding standing, double x, double y) => standing switch
    {
        ClockStanding.Legal => string.Create(CultureInfo.InvariantCulture, $"M{x - 6:0.#} {y + 5:0.#}H{x + 6:0.#}L{x:0.#} {y - 5:0.#}Z"),
        ClockStanding.Internal => string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {y - 6:0.#}L{x + 5:0.#} {y:0.#}L{x:0.#} {y + 6:0.#}L{x - 5:0.#} {y:0.#}Z"),
        ClockStanding.Right => string.Create(CultureInfo.InvariantCulture, $"M{x - 5:0.#} {y:0.#}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z"),
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, null),
    };

    public bool DueIsFarRight => Due > ClockPicture.Width * 0.8;

    public bool IsProvisional => View.Clock is { IsOpen: true, IsProvisional: true };

    public bool IsMissed => View.Clock.State == ClockState.Late || Stretches.Any(s => s.Kind == StretchKind.Overdue);

    internal static ClockBar Of(ClockView view, DateTime now, ClockPicture.Scale scale, double y)
    {
        var (clock, trace) = (view.Clock, view.Clock.Trace);
        var stretches = new List<ClockStretch> { new(StretchKind.Counted, scale.At(clock.StartedAt), scale.At(clock.DueAt), ChinaTime.DayOf(clock.StartedAt), clock.DueDay) };
        if (BeforeExtension(trace) is { } before)
        {
            stretches.Add(Days(StretchKind.Extension, before.AddDays(1), trace.LastCountedDay));
        }

        // A clock that was cut short ends where it was cut, whatever it had been carried over.
        if (trace.RolledOver.Count > 0 && clock.DueDay > trace.LastCountedDay)
        {
            stretches.Add(Days(StretchKind.Rolled, trace.LastCountedDay.AddDays(1), clock.DueDay));
        }

        // A pause that lasts is drawn until today; what it will move is not known yet.
        stretches.AddRange(clock.Terms.Pauses.Where(p => p.Until is not { } until || until >= p.From).Select(p => Days(StretchKind.Pause, p.From, p.Until ?? ChinaTime.DayOf(now))));
        var end = clock.EndedAt ?? now;
        if (view.Rule.Standing != ClockStanding.Right && clock.State is ClockState.Running or ClockState.Late && end > clock.DueAt)
        {
            // The last day of a clock of days lasts until 24:00; a clock of hours may be late on its due day.
            var first = view.Rule.CountsDays ? clock.DueDay.AddDays(1) : clock.DueDay;
            stretches.Add(new ClockStretch(StretchKind.Overdue, scale.At(clock.DueAt), scale.At(end), first, ChinaTime.DayOf(end)) { Hours = view.Rule.CountsDays ? null : (clock.DueAt, end) });
        }

        return new ClockBar(view, y, stretches, scale.At(clock.DueAt), clock.EndedAt is { } ended ? scale.At(ended) : null);

        ClockStretch Days(StretchKind kind, DateOnly first, DateOnly last) => new(kind, scale.At(first), scale.At(last.AddDays(1)), first, last);
    }

    /// <summary>A clock of calendar days from before the day was kept is counted back; one of hours has nothing that a day could show.</summary>
    private static DateOnly? BeforeExtension(DueTrace trace) => trace switch
    {
        { Extension: 0 } => null,
        { LastDayBeforeExtension: { } kept } => kept,
        { Unit: ClockUnit.CalendarDays } => trace.LastCountedDay.AddDays(-trace.Extension),
        _ => null,
    };

    /// <summary>What moved the due day, each in a few words; empty when nothing did.</summary>
    public IEnumerable<string> Moves(Texts texts)
    {
        foreach (var stretch in Stretches.Where(s => s.Kind is not StretchKind.Counted))
        {
            yield return Label(stretch, texts);
        }

        if (View.Clock.Trace.CappedTo is { } capped)
        {
            yield return texts["CaseClocks.Capped", capped];
        }

        if (IsProvisional)
        {
            yield return texts["CaseClocks.ProvisionalYears", string.Join(texts["Tasks.Comma"], View.Clock.Trace.ProvisionalYears)];
        }
    }

    /// <summary>One stretch of the line, with its days.</summary>
    public static string Label(ClockStretch stretch, Texts texts) => stretch.Hours is var (from, until)
        ? texts["CaseClocks.StretchOfHours", texts.Of(stretch.Kind), ChinaTime.ToLocal(from), ChinaTime.ToLocal(until)]
        : texts["CaseClocks.Stretch", texts.Of(stretch.Kind), stretch.First, stretch.Last];

    /// <summary>The whole line in a sentence, for who cannot see it.</summary>
    public string Sentence(Texts texts, string state)
    {
        var moves = string.Join(texts["Tasks.Comma"], Moves(texts));
        var words = texts["CaseClocks.Line", texts["CaseClocks.Named", texts.ClockName(View.Clock.Code), texts.Of(View.Rule.Standing)], ChinaTime.DayOf(View.Clock.StartedAt), CaseClocks.DueOf(View), state];
        return moves.Length == 0 ? words : texts["CaseClocks.LineMoved", words, moves];
    }
}
