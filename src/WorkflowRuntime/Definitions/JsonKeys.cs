using System.Text.Json.Nodes;

namespace WorkflowRuntime.Definitions;

/// <summary>Reads keys of definition JSON whose casing is camelCase today and was PascalCase in older exports.</summary>
internal static class JsonKeys
{
    public static JsonNode? Get(this JsonObject json, string camelCaseName)
    {
        if (json.TryGetPropertyValue(camelCaseName, out var value))
            return value;
        return json.TryGetPropertyValue(ToPascal(camelCaseName), out value) ? value : null;
    }

    public static bool Has(this JsonObject json, string camelCaseName) =>
        json.ContainsKey(camelCaseName) || json.ContainsKey(ToPascal(camelCaseName));

    /// <summary>Replaces the value under whichever casing is there; a new key is camelCase.</summary>
    public static void Put(this JsonObject json, string camelCaseName, JsonNode? value)
    {
        var pascal = ToPascal(camelCaseName);
        json[!json.ContainsKey(camelCaseName) && json.ContainsKey(pascal) ? pascal : camelCaseName] = value;
    }

    public static string? GetString(this JsonObject json, string name) => json.Get(name).AsText();

    public static bool GetBool(this JsonObject json, string name) => json.Get(name) is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public static int? GetInt(this JsonObject json, string name)
    {
        if (json.Get(name) is not JsonValue value)
            return null;
        if (value.TryGetValue<int>(out var number))
            return number;
        return value.TryGetValue<string>(out var text) && int.TryParse(text, out number) ? number : null;
    }

    /// <summary>A list: an array, the <c>{"$values": […]}</c> form of older exports, or nothing.</summary>
    public static JsonArray? GetArray(this JsonObject json, string name) => AsArray(json.Get(name));

    public static JsonArray? AsArray(JsonNode? node) => node switch
    {
        JsonArray array => array,
        JsonObject wrapped when wrapped["$values"] is JsonArray array => array,
        _ => null,
    };

    /// <summary>A scalar as text; objects and arrays as their JSON.</summary>
    public static string? AsText(this JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(),
    };

    public static string ToCamel(string name) => name.Length == 0 || char.IsLower(name[0]) ? name : char.ToLowerInvariant(name[0]) + name[1..];

    private static string ToPascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
