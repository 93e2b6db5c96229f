using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;

namespace PetitionWorkflow.Web.Deadlines;

/// <summary>The clocks of a case page: the model of <c>_CaseClocks</c>.</summary>
public sealed record CaseClocks(IReadOnlyList<ClockView> Clocks, DateTime Now)
{
    /// <summary>Of the case; leads to its cards.</summary>
    public string? Number { get; init; }

    /// <summary>An overdue duty is red whatever its state; a right of the petitioner is never anybody's fault.</summary>
    public Tone ToneOf(CaseClock clock) => clock.State switch
    {
        ClockState.Met => Tone.Good,
        ClockState.Late => Tone.Warning,
        ClockState.Lapsed or ClockState.Cancelled or ClockState.Paused => Tone.Neutral,
        _ when clock.DueAt <= Now => Tone.Danger,
        _ when DaysLeft(clock) <= 3 => Tone.Warning,
        _ => Tone.Info,
    };

    /// <summary>Legal days from today to the due day; 0 on the day itself.</summary>
    public int DaysLeft(CaseClock clock) => clock.DueDay.DayNumber - ChinaTime.DayOf(Now).DayNumber;

    public string StateOf(ClockView view, Texts texts) => view.Clock.State switch
    {
        ClockState.Running when view.Clock.DueAt <= Now => OverdueOf(view, texts),
        ClockState.Running when DaysLeft(view.Clock) == 0 => texts["CaseClocks.DueToday"],
        ClockState.Running when !view.Rule.CountsDays && DaysLeft(view.Clock) == 1 => texts["CaseClocks.DueTomorrow"],
        ClockState.Running => texts["CaseClocks.DaysLeft", DaysLeft(view.Clock)],
        ClockState.Met when view.Rule.Standing == ClockStanding.Right => texts["CaseClocks.RightEnded"],
        _ => texts.Of(view.Clock.State),
    };

    /// <summary>In legal days, or where the clock counts hours and minutes in the time that went since.</summary>
    private string OverdueOf(ClockView view, Texts texts) => (Now - view.Clock.DueAt) switch
    {
        _ when view.Rule.CountsDays => texts["CaseClocks.Overdue", -DaysLeft(view.Clock)],
        { TotalHours: < 1 } since => texts["CaseClocks.OverdueMinutes", Math.Max(1, (int)since.TotalMinutes)],
        { TotalDays: < 1 } since => texts["CaseClocks.OverdueHours", (int)since.TotalHours],
        var since => texts["CaseClocks.Overdue", (int)since.TotalDays],
    };

    public static string DueOf(ClockView view) => view.Rule.CountsDays
        ? view.Clock.DueDay.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
        : ChinaTime.ToLocal(view.Clock.DueAt).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How much of the time has gone, in percent.</summary>
    public int Elapsed(CaseClock clock)
    {
        var (gone, whole) = ((clock.EndedAt ?? Now) - clock.StartedAt, clock.DueAt - clock.StartedAt);
        return whole <= TimeSpan.Zero ? 100 : (int)Math.Clamp(100 * gone.Ticks / (double)whole.Ticks, 0, 100);
    }

    /// <summary>Urgings are counted as their readers count them: what a late look passed over was never sent. A right that ends is not overdue.</summary>
    public static string StageOf(ClockView view, ClockReminder reminder, Texts texts) => reminder.Kind switch
    {
        StageKind.Missed when view.Rule.Standing == ClockStanding.Right => texts.Of(ClockState.Lapsed),
        StageKind.Urge => $"{texts.Of(reminder.Kind)} {view.Reminders.Count(r => r.Kind == StageKind.Urge && r.DueDay == reminder.DueDay && r.DueAt <= reminder.DueAt)}",
        _ => reminder.Number > 0 ? $"{texts.Of(reminder.Kind)} {reminder.Number}" : texts.Of(reminder.Kind),
    };
}
