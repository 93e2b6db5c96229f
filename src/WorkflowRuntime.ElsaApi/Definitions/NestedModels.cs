using System.Text.Json.Nodes;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>A definition as one tree of activities, workflows that are used as activities unfolded.</summary>
internal sealed class NestedModels(IWorkflowStore store, WorkflowGraphs graphs, DefinitionModels models)
{
    /// <summary>The implicit workflow activity of a version with everything beneath it.</summary>
    public async Task<JsonObject?> FindAsync(string versionId, CancellationToken cancellationToken)
    {
        if (await graphs.FindAsync(versionId, store, cancellationToken: cancellationToken) is not { } graph)
            return null;
        return await WorkflowAsync(versionId, graph, graph.Root, cancellationToken);
    }

    /// <summary>From the root down to the activity with this node id; empty when there is none.</summary>
    public static List<Step> Path(JsonObject activity, string nodeId, string port = "Root")
    {
        if (activity.Text("nodeId") == nodeId)
            return [new Step(activity, port)];
        foreach (var child in activity.ChildActivities())
        {
            if (Path(child, nodeId, PortOf(activity, child)) is { Count: > 0 } rest)
                return [new Step(activity, port), .. rest];
        }

        return [];
    }

    public static JsonObject Node(JsonObject activity, string port) => new()
    {
        ["activity"] = activity.DeepClone(),
        ["port"] = port,
        ["nodeId"] = activity.Text("nodeId"),
        ["parents"] = new JsonArray(),
        ["children"] = new JsonArray([.. activity.ChildActivities().Select(child => (JsonNode)Node(child, PortOf(activity, child)))]),
    };

    private async Task<JsonObject?> WorkflowAsync(string versionId, WorkflowGraph graph, ActivityNode node, CancellationToken cancellationToken)
    {
        if (await models.FindAsync(versionId, cancellationToken) is not { } model)
            return null;
        var root = model["root"]?.DeepClone() as JsonObject;
        if (root is not null)
        {
            NodeIdWriter.Write(root, node.NodeId);
            await UnfoldAsync(root, graph, cancellationToken);
        }

        return new JsonObject
        {
            ["id"] = node.Id, ["nodeId"] = node.NodeId, ["name"] = node.Id, ["type"] = "Elsa.Workflow", ["version"] = model.Number("version"),
            ["customProperties"] = new JsonObject(), ["metadata"] = new JsonObject(), ["root"] = root,
        };
    }

    private async Task UnfoldAsync(JsonObject activity, WorkflowGraph graph, CancellationToken cancellationToken)
    {
        foreach (var child in activity.ChildActivities().ToList())
        {
            if (graph.FindNode(child.Text("nodeId") ?? "") is { Activity: Activities.WorkflowDefinitionActivity composite })
                child["root"] = await WorkflowAsync(composite.Inner.DefinitionVersionId, graph, composite.Inner.Node, cancellationToken);
            else
                await UnfoldAsync(child, graph, cancellationToken);
        }
    }

    private static string PortOf(JsonObject parent, JsonObject child)
    {
        var name = parent.FirstOrDefault(p => ReferenceEquals(p.Value, child) || (p.Value is JsonArray list && list.Contains(child))).Key ?? "root";
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    public sealed record Step(JsonObject Activity, string Port);
}
