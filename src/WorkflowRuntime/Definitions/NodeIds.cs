using WorkflowRuntime.Activities;

namespace WorkflowRuntime.Definitions;

/// <summary>Gives ids to activities that have none and node ids to all.</summary>
internal static class NodeIds
{
    public static void Assign(IReadOnlyList<ActivityNode> nodes, List<string> warnings)
    {
        var given = nodes.Select(n => n.Id).Where(id => id.Length > 0).ToHashSet(StringComparer.Ordinal);
        var taken = new HashSet<string>(given, StringComparer.Ordinal);
        foreach (var node in nodes.Where(n => n.Id.Length == 0))
            node.Activity.Id = node.Activity is Workflow ? NewId("Workflow", given, Height(node)) : NewId(ShortName(node.Type), taken, 1);
        foreach (var node in nodes)
            node.NodeId = node.Parent is { } parent ? $"{parent.NodeId}:{node.Id}" : node.Id;
        foreach (var twins in nodes.GroupBy(n => n.NodeId).Where(g => g.Count() > 1).ToList())
        {
            warnings.Add($"Two activities have the id {twins.First().Id}; scripts and connections find the first.");
            foreach (var (twin, number) in twins.Skip(1).Select((twin, i) => (twin, i + 2)))
                Rename(twin, $"{twin.NodeId}~{number}");
        }
    }

    /// <summary>Workflows are numbered from the inside: one that uses another as an activity is Workflow2, and the other Workflow1.</summary>
    private static int Height(ActivityNode node) =>
        (node.Activity is Workflow ? 1 : 0) + (node.Children.Count == 0 ? 0 : node.Children.Max(Height));

    private static void Rename(ActivityNode node, string nodeId)
    {
        node.NodeId = nodeId;
        foreach (var child in node.Children)
            Rename(child, $"{nodeId}:{child.Id}");
    }

    private static string ShortName(string type) => type[(type.LastIndexOf('.') + 1)..];

    private static string NewId(string name, HashSet<string> taken, int first)
    {
        var number = first;
        while (taken.Contains(name + number))
            number++;
        // Workflow ids may repeat: sibling uses of a workflow are told apart by their node ids.
        if (name != "Workflow")
            taken.Add(name + number);
        return name + number;
    }
}
