using System.Globalization;
using System.Text;

namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>Dates in templates: what counts as one, and the formats of strftime.</summary>
internal static class LiquidDates
{
    /// <summary>A date, a text that reads as one, "now", "today", or seconds since 1970. Without a zone it is UTC.</summary>
    public static bool TryGet(object? value, TimeProvider? time, out DateTimeOffset moment)
    {
        moment = default;
        switch (value)
        {
            case DateTimeOffset given:
                moment = given;
                return true;
            case TimeSpan:
                return TryGet(LiquidValues.ToPlain(value), time, out moment);
            case DateTime or DateOnly:
                moment = (DateTimeOffset)DateConversion.Convert(value, typeof(DateTimeOffset))!;
                return true;
            case string or RawText:
                return TryRead(LiquidValues.ToText(value).Trim(), time, out moment);
            default:
                if (!LiquidValues.TryGetNumber(value, out var seconds) || Math.Abs(seconds) > 200_000_000_000m)
                    return false;
                moment = DateTimeOffset.FromUnixTimeSeconds((long)seconds);
                return true;
        }
    }

    /// <summary>strftime, with the flags <c>-</c> (no padding), <c>_</c> (spaces), <c>0</c> and <c>^</c> (capitals).</summary>
    public static string Format(DateTimeOffset moment, string format)
    {
        if (format.Length == 0)
            return moment.ToString("u", CultureInfo.InvariantCulture);
        var result = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                result.Append(format[i]);
                continue;
            }
            var flag = '\0';
            while (i + 2 < format.Length && format[i + 1] is '-' or '_' or '0' or '^' or ':')
                flag = format[++i];
            i++;
            var text = Directive(moment, format[i], flag) ?? "%" + format[i];
            result.Append(flag == '^' ? text.ToUpperInvariant() : text);
        }
        return result.ToString();
    }

    private static bool TryRead(string text, TimeProvider? time, out DateTimeOffset moment)
    {
        if (time is not null && text is "now" or "today")
        {
            moment = text == "now" ? time!.GetUtcNow() : new DateTimeOffset(time!.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
            return true;
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);
    }

    private static string? Directive(DateTimeOffset moment, char directive, char flag)
    {
        var culture = CultureInfo.InvariantCulture;
        return directive switch
        {
            'Y' => moment.Year.ToString(culture),
            'C' => Pad(moment.Year / 100, 2, flag),
            'y' => Pad(moment.Year % 100, 2, flag),
            'm' => Pad(moment.Month, 2, flag),
            'd' => Pad(moment.Day, 2, flag),
            'e' => Pad(moment.Day, 2, flag == '\0' ? '_' : flag),
            'j' => Pad(moment.DayOfYear, 3, flag),
            'H' => Pad(moment.Hour, 2, flag),
            'k' => Pad(moment.Hour, 2, flag == '\0' ? '_' : flag),
            'I' => Pad(Hour12(moment), 2, flag),
            'l' => Pad(Hour12(moment), 2, flag == '\0' ? '_' : flag),
            'M' => Pad(moment.Minute, 2, flag),
            'S' => Pad(moment.Second, 2, flag),
            'L' => Pad(moment.Millisecond, 3, flag),
            'N' => ((moment.Ticks % TimeSpan.TicksPerSecond) * 100).ToString("D9", culture),
            'p' => moment.Hour < 12 ? "AM" : "PM",
            'P' => moment.Hour < 12 ? "am" : "pm",
            'A' => moment.ToString("dddd", culture),
            'a' => moment.ToString("ddd", culture),
            'B' => moment.ToString("MMMM", culture),
            'b' or 'h' => moment.ToString("MMM", culture),
            'u' => (moment.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)moment.DayOfWeek).ToString(culture),
            'w' => ((int)moment.DayOfWeek).ToString(culture),
            'V' => Pad(ISOWeek.GetWeekOfYear(moment.DateTime), 2, flag),
            'G' => ISOWeek.GetYear(moment.DateTime).ToString(culture),
            's' => moment.ToUnixTimeSeconds().ToString(culture),
            'z' => moment.ToString("zzz", culture).Replace(":", flag == ':' ? ":" : ""),
            'Z' => moment.Offset == TimeSpan.Zero ? "UTC" : moment.ToString("zzz", culture),
            'F' => Format(moment, "%Y-%m-%d"),
            'T' or 'X' => Format(moment, "%H:%M:%S"),
            'R' => Format(moment, "%H:%M"),
            'r' => Format(moment, "%I:%M:%S %p"),
            'D' or 'x' => Format(moment, "%m/%d/%y"),
            'c' => Format(moment, "%a %b %e %H:%M:%S %Y"),
            'n' => "\n",
            't' => "\t",
            '%' => "%",
            _ => null,
        };
    }

    private static int Hour12(DateTimeOffset moment) => moment.Hour % 12 is var hour and > 0 ? hour : 12;

    private static string Pad(int value, int width, char flag)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return flag == '-' ? text : text.PadLeft(width, flag == '_' ? ' ' : '0');
    }
}
