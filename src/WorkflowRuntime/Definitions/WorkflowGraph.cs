using System.Collections.Frozen;
using WorkflowRuntime.Activities;

namespace WorkflowRuntime.Definitions;

/// <summary>
/// A definition version compiled for execution: activities with their inputs and expressions, node ids, connections. Immutable and
/// shared by all instances of that version.
/// </summary>
public sealed class WorkflowGraph
{
    private readonly FrozenDictionary<string, ActivityNode> _byNodeId;
    private readonly FrozenDictionary<string, ActivityNode> _byId;

    internal WorkflowGraph(ActivityNode root, IReadOnlyList<ActivityNode> nodes, IReadOnlyList<string> warnings, string revision)
    {
        (Root, Nodes, Warnings, Revision) = (root, nodes, warnings, revision);
        _byNodeId = nodes.DistinctBy(n => n.NodeId).ToFrozenDictionary(n => n.NodeId, StringComparer.Ordinal);
        _byId = nodes.DistinctBy(n => n.Id).ToFrozenDictionary(n => n.Id, StringComparer.Ordinal);
    }

    /// <summary>The implicit <c>Elsa.Workflow</c> activity.</summary>
    public ActivityNode Root { get; }

    public Workflow Workflow => (Workflow)Root.Activity;

    /// <summary>All nodes, depth first.</summary>
    public IReadOnlyList<ActivityNode> Nodes { get; }

    /// <summary>What was left out or replaced while compiling: dropped connections, unknown types, doubled ids.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The revision of the stored row that this was compiled from.</summary>
    public string Revision { get; }

    public ActivityNode? FindNode(string nodeId) => _byNodeId.GetValueOrDefault(nodeId);

    /// <summary>The first node with this activity id.</summary>
    public ActivityNode? FindById(string activityId) => _byId.GetValueOrDefault(activityId);
}
