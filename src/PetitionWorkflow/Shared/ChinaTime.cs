namespace PetitionWorkflow.Shared;

/// <summary>China Standard Time: UTC+8 all year, without daylight saving. Legal days are days of this zone.</summary>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The legal day on which an instant (UTC) falls.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(utc + Offset);

    /// <summary>The instant (UTC) at which a China wall-clock time occurs.</summary>
    public static DateTime ToUtc(DateOnly day, TimeOnly time) =>
        DateTime.SpecifyKind(day.ToDateTime(time) - Offset, DateTimeKind.Utc);

    /// <summary>The instant at which a legal day is over (24:00), exclusive; Civil Code Art. 203.</summary>
    public static DateTime EndOf(DateOnly day) => ToUtc(day.AddDays(1), TimeOnly.MinValue);

    /// <summary>A wall-clock time of China for display.</summary>
    public static DateTime ToLocal(DateTime utc) => DateTime.SpecifyKind(utc + Offset, DateTimeKind.Unspecified);

    /// <summary>The instant that stands for a day of which nothing more is known: its noon, moved into the given time.</summary>
    public static DateTime NoonWithin(DateOnly day, DateTime notBefore, DateTime notAfter)
    {
        var noon = ToUtc(day, new TimeOnly(12, 0));
        return noon < notBefore ? notBefore : noon > notAfter ? notAfter : noon;
    }

    public static DateOnly Today(this TimeProvider time) => DayOf(time.UtcNow());

    public static DateTime UtcNow(this TimeProvider time) => time.GetUtcNow().UtcDateTime;
}
