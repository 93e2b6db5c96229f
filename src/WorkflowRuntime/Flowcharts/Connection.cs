using System.Text.Json.Nodes;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;

namespace WorkflowRuntime.Flowcharts;

/// <summary>A connection of a flowchart. The target port has no meaning at run time. A missing source port is followed only on the default result.</summary>
public sealed record Connection(Activity Source, string? Port, Activity Target)
{
    /// <summary>Counter mode's name of a connection.</summary>
    internal string Key { get; } = $"{Source.Id}:{Port ?? "Done"}->{Target.Id}:In";

    /// <summary>
    /// Reads a list of connections in every form that Elsa wrote: objects with source and target points, the flat form with texts, PascalCase
    /// keys. Connections whose ends do not exist are left out with a warning; an activity that was not found has no way out.
    /// </summary>
    internal static IReadOnlyList<Connection> Read(ActivityReader reader, IReadOnlyList<Activity> activities)
    {
        var byId = activities.DistinctBy(activity => activity.Id).ToDictionary(activity => activity.Id, StringComparer.Ordinal);
        var connections = new List<Connection>();
        var seen = new HashSet<Connection>();
        foreach (var json in List(reader.Json.Get("connections")))
        {
            var (sourceId, port) = ReadEnd(json, "source");
            var (targetId, _) = ReadEnd(json, "target");
            if (sourceId is null || targetId is null || !byId.TryGetValue(sourceId, out var source) || !byId.TryGetValue(targetId, out var target))
            {
                reader.Warn($"The connection {sourceId} -> {targetId} was left out: an activity of it does not exist.");
                continue;
            }

            var connection = new Connection(source, port, target);
            if (source is not NotFoundActivity && seen.Add(connection))
                connections.Add(connection);
        }

        return connections;
    }

    private static IEnumerable<JsonObject> List(JsonNode? json) =>
        JsonKeys.AsArray(json)?.OfType<JsonObject>() ?? (json is JsonObject single && single.Has("source") ? [single] : []);

    private static (string? ActivityId, string? Port) ReadEnd(JsonObject connection, string end) => connection.Get(end) switch
    {
        JsonObject point => (point.GetString("activity"), point.GetString("port")),
        JsonValue value => (value.AsText(), connection.GetString(end + "Port")),
        _ => (null, null),
    };
}
