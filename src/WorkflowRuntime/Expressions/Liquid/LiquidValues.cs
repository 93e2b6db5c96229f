using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>Text that is written as it is, without HTML encoding: the result of the filter <c>raw</c>.</summary>
internal sealed record RawText(string Text);

/// <summary>
/// How Liquid sees values, as Fluid does: their truth, text and number. Numbers are decimals, a duration is a moment that long after 1970, a
/// guid is text, and an object of a class of Elsa's own shows nothing but the name of its class.
/// </summary>
internal static class LiquidValues
{
    public static bool IsTrue(object? value) => value is not (null or false);

    public static string ToText(object? value) => value switch
    {
        null or LiquidEmpty => "",
        string text => text,
        RawText raw => raw.Text,
        bool flag => flag ? "true" : "false",
        DateTime date => date.ToString("u", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString("u", CultureInfo.InvariantCulture),
        TimeSpan span => ToText(MomentOf(span)),
        TypedRecord record => record.TypeName,
        BigInteger big => big.ToString(CultureInfo.InvariantCulture),
        _ when TryGetNumber(value, out var number) => number.ToString(CultureInfo.InvariantCulture),
        IDictionary<string, object?> or IDictionary or JsonObject => "",
        _ when TryGetList(value, out var list) => Join(list),
        _ => ValueConverter.ToText(value),
    };

    /// <summary>What is written into the output: a number loses the zeros at its end, all but one of a fraction that is nothing else.</summary>
    public static string ToOutput(object? value)
    {
        if (!TryGetNumber(value, out var number) || number.Scale == 0)
            return ToText(value);
        return number.ToString(decimal.Truncate(number) == number ? "0.0" : "0.############################", CultureInfo.InvariantCulture);
    }

    /// <summary>The number in a value or in a text, the count of a list, the ticks of a moment; anything else is 0.</summary>
    public static decimal ToNumber(object? value) => value switch
    {
        _ when TryGetNumber(value, out var number) => number,
        string or RawText => decimal.TryParse(ToText(value).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0,
        true => 1,
        DateTime date => date.Ticks,
        DateTimeOffset moment => moment.UtcTicks,
        TimeSpan span => MomentOf(span).Ticks,
        _ when TryGetList(value, out var list) => list.Count,
        _ => 0,
    };

    public static int ToInteger(object? value) => (int)Math.Clamp(decimal.Truncate(ToNumber(value)), int.MinValue, int.MaxValue);

    public static bool TryGetNumber(object? value, out decimal number)
    {
        number = 0;
        switch (value)
        {
            case decimal d: number = d; return true;
            case int i: number = i; return true;
            case long l: number = l; return true;
            case double d when Math.Abs(d) < 7.9e28: number = (decimal)d; return true;
            case float f when Math.Abs(f) < 7.9e28f: number = (decimal)f; return true;
            case short or ushort or byte or sbyte or uint or ulong: number = Convert.ToDecimal(value, CultureInfo.InvariantCulture); return true;
            default: return false;
        }
    }

    /// <summary>Lists, arrays and other sequences; texts and dictionaries are none.</summary>
    public static bool TryGetList(object? value, out IReadOnlyList<object?> list)
    {
        switch (value)
        {
            case List<object?> objects: list = objects; return true;
            case object?[] array: list = array; return true;
            case JsonElement { ValueKind: JsonValueKind.Array } or JsonArray: return TryGetList(ValueJson.Deserialize(ValueJson.WritePlain(value)), out list);
            case null or string or byte[] or IDictionary or IDictionary<string, object?> or JsonObject: break;
            case IEnumerable items: list = items.Cast<object?>().ToList(); return true;
        }
        list = [];
        return false;
    }

    /// <summary>A text, or what reads as one.</summary>
    public static bool IsText(object? value) => value is string or RawText or Guid or char or Enum or Uri or Version;

    /// <summary>What a loop goes through: a list's items, a dictionary's pairs, or the one text.</summary>
    public static IReadOnlyList<object?> ToList(object? value) => value switch
    {
        null or TypedRecord => [],
        _ when TryGetList(value, out var list) => list,
        _ when LiquidMembers.TryGetDictionary(value, out var members) => members.Select(pair => (object?)new object?[] { pair.Key, pair.Value }).ToList(),
        _ => IsText(value) ? [value] : [],
    };

    /// <summary>The JSON form: moments with their offset, durations as moments, enums by number.</summary>
    public static object? ToPlain(object? value) => value switch
    {
        RawText raw => raw.Text,
        LookupObject or LiquidEmpty => null,
        DateTime date => new DateTimeOffset(DateTime.SpecifyKind(date, DateTimeKind.Utc)),
        TimeSpan span => new DateTimeOffset(MomentOf(span)),
        Enum name => Convert.ToInt64(name, CultureInfo.InvariantCulture),
        string or byte[] => value,
        IDictionary<string, object?> members => members.ToDictionary(member => member.Key, member => ToPlain(member.Value)),
        _ => TryGetList(value, out var list) ? list.Select(ToPlain).ToList() : value,
    };

    private static DateTime MomentOf(TimeSpan span) =>
        new((long)Math.Clamp((decimal)DateTime.UnixEpoch.Ticks + span.Ticks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc);

    private static string Join(IReadOnlyList<object?> list)
    {
        var text = new StringBuilder();
        foreach (var item in list)
            text.Append(ToText(item));
        return text.ToString();
    }
}
