using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Activities;

/// <summary>Gives an activity class access to its JSON while the graph is compiled.</summary>
public sealed class ActivityReader
{
    private readonly Func<JsonObject, string, Activity> _readActivity;
    private readonly Action<string> _warn;

    internal ActivityReader(JsonObject json, Func<JsonObject, string, Activity> readActivity, Action<string> warn) =>
        (Json, _readActivity, _warn) = (json, readActivity, warn);

    /// <summary>The activity's JSON; do not change it.</summary>
    public JsonObject Json { get; }

    /// <summary>Compiles a child activity; null when there is none.</summary>
    public Activity? ReadActivity(JsonNode? json, string port) =>
        json is JsonObject child && DefinitionShape.IsActivity(child) ? _readActivity(child, port) : null;

    /// <summary>The list of child activities under this key.</summary>
    public IReadOnlyList<Activity> ReadActivities(string name) =>
        Json.GetArray(name)?.OfType<JsonObject>().Where(DefinitionShape.IsActivity).Select(child => _readActivity(child, name)).ToList() ?? [];

    /// <summary>Reads <c>{"type", "value"}</c>.</summary>
    public static Expression? ReadExpression(JsonNode? json) => json is null ? null : Expression.FromJson(ToElement(json));

    public void Warn(string message) => _warn(message);

    internal static JsonElement ToElement(JsonNode json) => JsonSerializer.SerializeToElement(json, ValueJson.SerializerOptions);
}
