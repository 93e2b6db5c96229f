using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Execution.State;

/// <summary>
/// The type of a variable put on its stored value again. An output binding may have left a value of another type in it; what comes of
/// that is recorded: a number goes through its text (2.5 as Int32 is 0), an object as String is indented JSON, and what does not
/// convert stays as it is.
/// </summary>
internal static class StoredValue
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static object? Convert(object? value, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null || target.IsInstanceOfType(value))
            return value;
        try
        {
            if (value is bool or IConvertible and not string and not DateTime)
                return ValueConverter.Convert(ValueConverter.ToText(value), target);
            if (value is not System.Collections.IEnumerable or string)
                return ValueConverter.Convert(value, target);
            if (target == typeof(string))
                return JsonNode.Parse(ValueJson.WritePlain(value))?.ToJsonString(Indented);
            return target.IsValueType ? value : ValueConverter.Convert(value, target);
        }
        catch (ValueConversionException)
        {
            return value;
        }
    }
}
