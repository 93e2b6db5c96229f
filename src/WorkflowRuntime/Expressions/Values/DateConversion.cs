using System.Globalization;

namespace WorkflowRuntime.Expressions;

/// <summary>Conversions among DateTime, DateTimeOffset, DateOnly and TimeOnly, and from and to text.</summary>
internal static class DateConversion
{
    public static bool IsDateType(Type type) =>
        type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(TimeOnly);

    /// <summary>A text with a zone gives UTC, one without gives an unspecified time; anything unreadable gives the type's default.</summary>
    public static object? Convert(object value, Type target)
    {
        if (value is string text)
            return FromText(text.Trim(), target);
        DateTimeOffset moment;
        DateTime plain;
        switch (value)
        {
            case DateTime dateTime:
                plain = dateTime;
                moment = new DateTimeOffset(DateTime.SpecifyKind(dateTime.Kind == DateTimeKind.Local ? dateTime.ToUniversalTime() : dateTime, DateTimeKind.Utc));
                break;
            case DateTimeOffset offset:
                moment = offset;
                plain = offset.UtcDateTime;
                break;
            case DateOnly date:
                plain = date.ToDateTime(TimeOnly.MinValue);
                moment = new DateTimeOffset(plain, TimeSpan.Zero);
                break;
            case TimeOnly time:
                plain = DateTime.MinValue + time.ToTimeSpan();
                moment = new DateTimeOffset(plain, TimeSpan.Zero);
                break;
            default:
                return ValueConverter.DefaultOf(target);
        }
        if (target == typeof(DateTime))
            return plain;
        if (target == typeof(DateTimeOffset))
            return moment;
        var local = value is DateTimeOffset given ? given.DateTime : plain;
        return target == typeof(DateOnly) ? DateOnly.FromDateTime(local) : TimeOnly.FromDateTime(local);
    }

    /// <summary>Elsa's text of a date: the invariant short pattern, without seconds, without a time at midnight.</summary>
    public static string ToText(object value)
    {
        var culture = CultureInfo.InvariantCulture;
        return value switch
        {
            DateTimeOffset offset => offset == DateTimeOffset.MinValue ? ""
                : offset.TimeOfDay == TimeSpan.Zero ? offset.ToString("yyyy-MM-dd zzz", culture) : offset.ToString("MM/dd/yyyy HH:mm zzz", culture),
            DateTime date => date == DateTime.MinValue ? ""
                : date.TimeOfDay == TimeSpan.Zero ? date.ToString("yyyy-MM-dd", culture) : date.ToString("MM/dd/yyyy HH:mm", culture),
            _ => "",
        };
    }

    private static object? FromText(string text, Type target)
    {
        var culture = CultureInfo.InvariantCulture;
        if (target == typeof(DateTimeOffset))
            return DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal, out var offset) ? offset : default(DateTimeOffset);
        if (target == typeof(DateOnly) && DateOnly.TryParse(text, culture, out var date))
            return date;
        if (target == typeof(TimeOnly) && TimeOnly.TryParse(text, culture, out var time))
            return time;
        var parsed = DateTime.TryParse(text, culture, DateTimeStyles.AdjustToUniversal, out var dateTime) ? dateTime : default;
        return target == typeof(DateTime) ? parsed : Convert(parsed, target);
    }
}
