using System.Text.Json.Nodes;

namespace PetitionWorkflow.Routing.Publishing;

/// <summary>Small readings of a definition's JSON.</summary>
internal static class FlowJson
{
    public static string? Text(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static IEnumerable<JsonObject> Children(JsonObject json, string name) => (json[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    public static bool IsActivity(JsonObject json) => json.ContainsKey("type") && (json.ContainsKey("id") || json.ContainsKey("version")) && !json.ContainsKey("expression");

    /// <summary>An activity and all beneath it.</summary>
    public static IEnumerable<JsonObject> Activities(JsonObject json) =>
        Objects(json).Where(IsActivity);

    /// <summary>An activity's own objects, without those of the activities beneath it.</summary>
    public static IEnumerable<JsonObject> OwnObjects(JsonNode? node, bool isTop = true)
    {
        if (node is JsonObject json)
        {
            if (!isTop && IsActivity(json))
            {
                yield break;
            }

            yield return json;
        }

        foreach (var inner in Inner(node).SelectMany(child => OwnObjects(child, isTop: false)))
        {
            yield return inner;
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node)
    {
        var own = node is JsonObject json ? [json] : Enumerable.Empty<JsonObject>();
        return own.Concat(Inner(node).SelectMany(Objects));
    }

    private static IEnumerable<JsonNode?> Inner(JsonNode? node) => node switch
    {
        JsonObject json => json.Select(p => p.Value),
        JsonArray list => list,
        _ => [],
    };
}
