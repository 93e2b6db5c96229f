namespace PetitionWorkflow.Staff;

/// <summary>When a person wants to be left alone by what is not urgent. Legal days and hours are China's.</summary>
/// <param name="DigestHour">The hour from which the day's letter may come; null: as early as the office sends.</param>
/// <param name="QuietFrom">With <paramref name="QuietUntil"/>: nothing comes in between; the span may go over midnight.</param>
/// <param name="QuietUntil">The first moment that is not quiet.</param>
public sealed record OwnHours(int? DigestHour = null, TimeOnly? QuietFrom = null, TimeOnly? QuietUntil = null)
{
    /// <summary>Minutes of an office day that must stay open: the day's letter has to come some time.</summary>
    public const int LeastOpenMinutes = 60;

    public bool IsQuiet(TimeOnly now) => (QuietFrom, QuietUntil) is ({ } from, { } until) && now.IsBetween(from, until);

    /// <summary>
    /// Whether the letter may go out now. Hours that an administrator's later change of the office's hours left no room for are disregarded:
    /// a reminder may disturb, it may not be lost.
    /// </summary>
    public bool Allow(TimeOnly now, ReminderHours office) =>
        office.Cover(now) && (!LeaveRoom(office) || (now.Hour >= HourIn(office) && !IsQuiet(now)));

    public bool LeaveRoom(ReminderHours office) =>
        Enumerable.Range(HourIn(office) * 60, (office.Until - HourIn(office)) * 60).Count(minute => !IsQuiet(new TimeOnly(minute / 60, minute % 60))) >= LeastOpenMinutes;

    private int HourIn(ReminderHours office) => Math.Clamp(DigestHour ?? office.From, office.From, office.Until - 1);
}
