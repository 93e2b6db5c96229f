using System.Globalization;
using System.Text.Json;

namespace WorkflowRuntime.Expressions;

/// <summary>JSON to plain CLR values.</summary>
internal static class ValueReader
{
    public static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => ReadNumber(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => ReadList(element),
        JsonValueKind.Object => ReadObject(element),
        _ => null,
    };

    // Long where it is whole, double where that is what was meant, decimal where a double would lose digits.
    private static object ReadNumber(JsonElement element)
    {
        if (element.TryGetInt64(out var whole) && (whole != 0 || element.GetRawText() is not ['-', ..]))
            return whole;
        var number = element.GetDouble();
        var culture = CultureInfo.InvariantCulture;
        if (!decimal.TryParse(element.GetRawText(), NumberStyles.Float, culture, out var exact) || exact == 0)
            return number;
        return decimal.TryParse(number.ToString("R", culture), NumberStyles.Float, culture, out var shown) && shown == exact ? number : exact;
    }

    private static List<object?> ReadList(JsonElement element)
    {
        var list = new List<object?>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
            list.Add(Read(item));
        return list;
    }

    private static object? ReadObject(JsonElement element)
    {
        if (element.TryGetProperty(ValueTags.TypeKey, out var tag) && TryReadTagged(element, tag, out var value))
            return value;
        return ReadDictionary(element);
    }

    private static Dictionary<string, object?> ReadDictionary(JsonElement element)
    {
        var dictionary = new Dictionary<string, object?>();
        foreach (var property in element.EnumerateObject())
            dictionary[property.Name] = Read(property.Value);
        return dictionary;
    }

    private static bool TryReadTagged(JsonElement element, JsonElement tag, out object? value)
    {
        value = null;
        if (tag.ValueKind != JsonValueKind.String || !element.TryGetProperty(ValueTags.ValueKey, out var inner) || element.EnumerateObject().Count() != 2)
            return false;
        if (inner.ValueKind == JsonValueKind.Object && tag.ValueEquals(ValueTags.Escaped))
        {
            value = ReadDictionary(inner);
            return true;
        }
        if (inner.ValueKind != JsonValueKind.String)
            return false;
        try
        {
            value = ValueTags.FromText(tag.GetString()!, inner.GetString()!);
        }
        catch (FormatException)
        {
            // A foreign object that merely looks tagged stays an object.
            return false;
        }
        return value is not null;
    }
}
