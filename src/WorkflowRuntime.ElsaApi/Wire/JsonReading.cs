using System.Text.Json.Nodes;

namespace WorkflowRuntime.ElsaApi.Wire;

/// <summary>Small readings of untyped JSON.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool? Flag(this JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    public static int? Number(this JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    /// <summary>The object under this key, made when it is not there.</summary>
    public static JsonObject Inner(this JsonObject json, string name)
    {
        if (json[name] is JsonObject inner)
            return inner;
        inner = [];
        json[name] = inner;
        return inner;
    }

    /// <summary>The list under this key, made when it is not there.</summary>
    public static JsonArray List(this JsonObject json, string name)
    {
        if (json[name] is JsonArray list)
            return list;
        list = [];
        json[name] = list;
        return list;
    }

    /// <summary>An object is an activity when it has these keys: the designer's own rule.</summary>
    public static bool IsActivity(this JsonObject json) =>
        json.ContainsKey("type") && (json.ContainsKey("id") || json.ContainsKey("version")) && !json.ContainsKey("expression");

    /// <summary>The activities directly beneath, whatever property holds them.</summary>
    public static IEnumerable<JsonObject> ChildActivities(this JsonObject activity)
    {
        foreach (var (_, value) in activity)
        {
            if (value is JsonObject child && child.IsActivity())
            {
                yield return child;
            }
            else if (value is JsonArray list)
            {
                foreach (var item in list.OfType<JsonObject>().SelectMany(ActivitiesOf))
                    yield return item;
            }
        }
    }

    /// <summary>A list holds activities, or cases that hold one each (Switch).</summary>
    private static IEnumerable<JsonObject> ActivitiesOf(JsonObject item) =>
        item.IsActivity() ? [item] : item.Select(p => p.Value).OfType<JsonObject>().Where(IsActivity);
}
