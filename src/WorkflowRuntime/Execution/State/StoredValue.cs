using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Execution.State;

/// <summary>
/// The type of a variable put on its stored value again. An output binding may have left a value of another type in it, and that
/// comes back from JSON: a number goes through its text (2.5 as Int32 is 0), a list becomes the default of a single value, an object as
/// String is indented JSON and a list compact JSON, and what JSON does not read as the type stays as it is.
/// </summary>
internal static class StoredValue
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The value of a variable that the instance brought along.</summary>
    public static object? Restore(object? value, Type type)
    {
        var restored = Convert(value, type);
        return type == typeof(object) || !type.IsInstanceOfType(restored) ? StoredNode.Of(restored) : restored;
    }

    public static object? Convert(object? value, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null || target.IsInstanceOfType(value))
            return value;
        try
        {
            if (IsNumber(value) && Type.GetTypeCode(target) is >= TypeCode.Boolean and <= TypeCode.Decimal)
                return ValueConverter.Convert(ValueConverter.ToText(value), target);
            return JsonNode.Parse(ValueJson.WritePlain(value)) switch
            {
                JsonArray array => FromArray(array, value, target),
                JsonObject node => target == typeof(string) ? node.ToJsonString(Indented) : Read(node, target),
                JsonValue single => target == typeof(string) ? single.ToString() : Read(single, target),
                _ => value,
            };
        }
        catch (Exception e) when (e is ValueConversionException or JsonException or NotSupportedException or InvalidOperationException)
        {
            return value;
        }
    }

    private static bool IsNumber(object value) => Type.GetTypeCode(value.GetType()) is >= TypeCode.SByte and <= TypeCode.Decimal;

    private static object? FromArray(JsonArray array, object value, Type target)
    {
        if (target == typeof(string))
            return array.ToJsonString(ValueJson.SerializerOptions);
        if (ValueConverter.ElementTypeOf(target) is { } element)
            return element == typeof(object) ? ValueConverter.Convert(value, target) : Read(array, target);
        if (target.IsValueType)
            return ValueConverter.DefaultOf(target);
        return typeof(JsonNode).IsAssignableFrom(target) ? null : value;
    }

    private static object? Read(JsonNode node, Type target) => node.Deserialize(target, ValueJson.SerializerOptions);
}
