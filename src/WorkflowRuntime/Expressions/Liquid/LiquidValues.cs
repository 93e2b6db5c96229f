using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>Text that is written as it is, without HTML encoding: the result of the filter <c>raw</c>.</summary>
internal sealed record RawText(string Text);

/// <summary>How Liquid sees values: truth, text, numbers, equality and order. Numbers are decimals, as in Fluid.</summary>
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
        BigInteger big => big.ToString(CultureInfo.InvariantCulture),
        _ when TryGetNumber(value, out var number) => number.ToString(CultureInfo.InvariantCulture),
        IDictionary<string, object?> or IDictionary or JsonObject => "",
        _ when TryGetList(value, out var list) => Join(list),
        _ => ValueConverter.ToText(value),
    };

    /// <summary>The number in a value or in a text; anything else is 0.</summary>
    public static decimal ToNumber(object? value) => value switch
    {
        _ when TryGetNumber(value, out var number) => number,
        string or RawText => decimal.TryParse(ToText(value).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0,
        true => 1,
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

    /// <summary>What a loop goes through: a list's items, a dictionary's pairs, or the one value.</summary>
    public static IReadOnlyList<object?> ToList(object? value) => value switch
    {
        null => [],
        _ when TryGetList(value, out var list) => list,
        _ when LiquidMembers.TryGetDictionary(value, out var members) => members.Select(pair => (object?)new object?[] { pair.Key, pair.Value }).ToList(),
        _ => [value],
    };

    public static bool AreEqual(object? left, object? right)
    {
        if (left is LiquidEmpty empty)
            return empty.Matches(right);
        if (right is LiquidEmpty other)
            return other.Matches(left);
        if (left is null || right is null)
            return left is null && right is null;
        if (TryGetNumber(left, out var a) && TryGetNumber(right, out var b))
            return a == b;
        if (left is bool || right is bool)
            return left.Equals(right);
        if (left is string or RawText || right is string or RawText)
            return string.Equals(ToText(left), ToText(right), StringComparison.Ordinal);
        return ValueEquality.AreEqual(left, right);
    }

    /// <summary>The order of two values; nothing compares with nothing, which makes every comparison false.</summary>
    public static int? Compare(object? left, object? right)
    {
        if (left is null || right is null)
            return null;
        if (left is DateTime or DateTimeOffset || right is DateTime or DateTimeOffset)
            return LiquidDates.TryGet(left, null, out var first) && LiquidDates.TryGet(right, null, out var second) ? first.CompareTo(second) : null;
        if (left is string && right is string)
            return string.CompareOrdinal(ToText(left), ToText(right));
        if (left is IComparable comparable && left.GetType() == right.GetType())
            return comparable.CompareTo(right);
        return ToNumber(left).CompareTo(ToNumber(right));
    }

    public static bool Contains(object? container, object? item) => container switch
    {
        null => false,
        string text => text.Contains(ToText(item), StringComparison.Ordinal),
        _ when TryGetList(container, out var list) => list.Any(x => AreEqual(x, item)),
        _ => LiquidMembers.TryGetDictionary(container, out var members) && members.ContainsKey(ToText(item)),
    };

    private static string Join(IReadOnlyList<object?> list)
    {
        var text = new StringBuilder();
        foreach (var item in list)
            text.Append(ToText(item));
        return text.ToString();
    }
}
