namespace PetitionWorkflow.Shared;

/// <summary>
/// China Standard Time: UTC+8 all year, without daylight saving. Legal days are days of this zone. At the two ends of the calendar, which only
/// somebody who tries things out types, a time stands for the first or the last that there is.
/// </summary>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The legal day on which an instant (UTC) falls.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(Shifted(utc, Offset));

    /// <summary>The instant (UTC) at which a China wall-clock time occurs.</summary>
    public static DateTime ToUtc(DateOnly day, TimeOnly time) =>
        DateTime.SpecifyKind(Shifted(day.ToDateTime(time), -Offset), DateTimeKind.Utc);

    /// <summary>The instant at which a legal day is over (24:00), exclusive; Civil Code Art. 203.</summary>
    public static DateTime EndOf(DateOnly day) => day == DateOnly.MaxValue ? ToUtc(day, TimeOnly.MaxValue) : ToUtc(day.AddDays(1), TimeOnly.MinValue);

    /// <summary>A wall-clock time of China for display.</summary>
    public static DateTime ToLocal(DateTime utc) => DateTime.SpecifyKind(Shifted(utc, Offset), DateTimeKind.Unspecified);

    /// <summary>The instant that stands for a day of which nothing more is known: its noon, moved into the given time.</summary>
    public static DateTime NoonWithin(DateOnly day, DateTime notBefore, DateTime notAfter)
    {
        var noon = ToUtc(day, new TimeOnly(12, 0));
        return noon < notBefore ? notBefore : noon > notAfter ? notAfter : noon;
    }

    public static DateOnly Today(this TimeProvider time) => DayOf(time.UtcNow());

    public static DateTime UtcNow(this TimeProvider time) => time.GetUtcNow().UtcDateTime;

    private static DateTime Shifted(DateTime time, TimeSpan by) => new(Math.Clamp(time.Ticks + by.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), time.Kind);
}
