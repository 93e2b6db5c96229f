using System.Text.Json.Nodes;

namespace WorkflowRuntime.Definitions;

/// <summary>
/// Finds the mistakes in an activity tree that make it unreadable. Unknown types, dangling connections and unwired outcomes are
/// not mistakes here: Elsa publishes them too, and they show when the flow gets there.
/// </summary>
internal static class DefinitionShape
{
    /// <summary>Deeper trees cannot be drawn, and would overflow the stack of whoever walks them.</summary>
    private const int MaxDepth = 100;

    public static DefinitionReading? FindError(JsonObject activity, string path, int depth = 0)
    {
        if (depth > MaxDepth)
            return DefinitionReading.Failed(path, $"Activities are nested more than {MaxDepth} deep.");
        if (activity.Get("type") is { } type && type is not JsonValue)
            return DefinitionReading.Failed(path + ".type", "'type' must be a text.");
        foreach (var (name, value) in activity)
        {
            var found = FindErrorIn(name, value, $"{path}.{name}", depth);
            if (found is not null)
                return found;
        }

        return null;
    }

    private static DefinitionReading? FindErrorIn(string name, JsonNode? value, string path, int depth)
    {
        if (value is JsonObject child && IsActivity(child))
            return FindError(child, path, depth + 1);
        if (JsonKeys.AsArray(value) is not { } list)
            return null;
        var isConnections = name.Equals("connections", StringComparison.OrdinalIgnoreCase);
        for (var i = 0; i < list.Count; i++)
        {
            var place = $"{path}[{i}]";
            var found = list[i] switch
            {
                JsonObject item when isConnections => FindErrorInConnection(item, place),
                JsonObject item when IsActivity(item) => FindError(item, place, depth + 1),
                null when isConnections => DefinitionReading.Failed(place, "A connection must not be null."),
                _ => null,
            };
            if (found is not null)
                return found;
        }

        return null;
    }

    private static DefinitionReading? FindErrorInConnection(JsonObject connection, string path)
    {
        foreach (var end in new[] { "source", "target" })
        {
            var ok = connection.Get(end) switch
            {
                JsonObject point => point.Get("activity") is JsonValue,
                JsonValue => true, // the flat form of Elsa 3.0
                _ => false,
            };
            if (!ok)
                return DefinitionReading.Failed($"{path}.{end}", $"A connection must name its {end} activity.");
        }

        return null;
    }

    internal static bool IsActivity(JsonObject json) => json.Has("type") && (json.Has("id") || json.Has("version")) && !json.Has("expression");
}
