using System.Text.Json.Nodes;
using WorkflowRuntime.ElsaApi.Wire;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>Writes the engine's node ids into a tree of activities: the ids of all ancestors joined by colons.</summary>
internal static class NodeIdWriter
{
    public static void Write(JsonObject activity, string parentNodeId) => Write(activity, parentNodeId, []);

    private static void Write(JsonObject activity, string parentNodeId, Dictionary<string, int> seen)
    {
        var nodeId = $"{parentNodeId}:{activity.Text("id")}";
        // The engine tells activities with the same id apart in the same way.
        var number = seen[nodeId] = seen.GetValueOrDefault(nodeId) + 1;
        if (number > 1)
            nodeId = $"{nodeId}~{number}";
        activity["nodeId"] = nodeId;
        foreach (var child in activity.ChildActivities())
            Write(child, nodeId, seen);
    }
}
