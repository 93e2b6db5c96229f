using System.Globalization;
using System.Text.Json;

namespace WorkflowRuntime.Expressions;

/// <summary>
/// An Elsa expression: a syntax name and a value. The value is what Elsa reads from the definition JSON: text, decimal,
/// bool or null; an object or array is kept as its JSON text, so that handlers of every syntax see text.
/// </summary>
public sealed record Expression(string Type, object? Value)
{
    public const string LiteralType = "Literal";
    public const string ObjectType = "Object";
    public const string JsonType = "Json";
    public const string VariableType = "Variable";
    public const string InputType = "Input";
    public const string JavaScriptType = "JavaScript";
    public const string LiquidType = "Liquid";

    /// <summary>The value as text (empty when null); numbers in invariant culture, as they would stand in JSON.</summary>
    public string Text => Value switch
    {
        null => "",
        string text => text,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => Value.ToString() ?? "",
    };

    public static Expression Literal(object? value) => new(LiteralType, value);

    public static Expression JavaScript(string script) => new(JavaScriptType, script);

    public static Expression Liquid(string template) => new(LiquidType, template);

    /// <summary>Reads <c>{"type": ..., "value": ...}</c>; null when there is no expression or it names no type.</summary>
    public static Expression? FromJson(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null)
            return Literal(null);
        if (json.ValueKind != JsonValueKind.Object || !TryGet(json, "type", out var type))
            return null;
        if (type.ValueKind == JsonValueKind.Null)
            return Literal(null);
        if (type.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(type.GetString()))
            return null;
        return new Expression(type.GetString()!, TryGet(json, "value", out var value) ? ReadValue(value) : null);
    }

    /// <summary>What <see cref="Value"/> holds for a piece of definition JSON.</summary>
    public static object? ReadValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetDecimal(out var number) ? number : value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Object or JsonValueKind.Array => value.GetRawText(),
        _ => null,
    };

    // Definitions of older Elsa versions have PascalCase keys.
    internal static bool TryGet(JsonElement json, string camelCaseName, out JsonElement value) =>
        json.TryGetProperty(camelCaseName, out value)
        || json.TryGetProperty(char.ToUpperInvariant(camelCaseName[0]) + camelCaseName[1..], out value);
}
