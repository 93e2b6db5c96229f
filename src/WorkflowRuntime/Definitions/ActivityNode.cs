using WorkflowRuntime.Activities;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Definitions;

/// <summary>A place in a compiled graph. Activity ids may repeat across workflows used as activities; node ids never do.</summary>
public sealed class ActivityNode
{
    private readonly List<ActivityNode> _children = [];
    private IReadOnlyList<ActivityOutputName>? _outputNames;

    internal ActivityNode(Activity activity, ActivityDescriptor descriptor, string type, ActivityNode? parent, string? port)
    {
        (Activity, Descriptor, Type, Parent, Port) = (activity, descriptor, type, parent, port);
        parent?._children.Add(this);
    }

    public Activity Activity { get; }
    public ActivityDescriptor Descriptor { get; }

    /// <summary>The type name in the definition; for an activity that was not found, <c>Elsa.NotFoundActivity</c>.</summary>
    public string Type { get; }

    /// <summary>The ids from the root joined by colons, e.g. <c>Workflow1:flow1:task</c>.</summary>
    public string NodeId { get; internal set; } = "";

    public string Id => Activity.Id;
    public string? Name => Activity.Name;
    public ActivityNode? Parent { get; }

    /// <summary>The property of the parent that holds this activity.</summary>
    public string? Port { get; }

    public IReadOnlyList<ActivityNode> Children => _children;

    /// <summary>The position in the graph, depth first.</summary>
    public int Index { get; internal set; }

    /// <summary>The workflow that this node belongs to: the graph's own, or one used as an activity.</summary>
    public Workflow Owner { get; internal set; } = null!;

    /// <summary>The wrapped inputs in descriptor order.</summary>
    internal IReadOnlyList<Input> Inputs { get; set; } = [];

    internal IReadOnlyList<Output> Outputs { get; set; } = [];

    /// <summary>Raw inputs by descriptor name, as their JSON; for the execution records.</summary>
    internal IReadOnlyDictionary<string, string>? RawInputs { get; set; }

    /// <summary>The outputs that scripts here can reach: those of the activities of the same container.</summary>
    internal IReadOnlyList<ActivityOutputName> OutputNames => _outputNames ??= CollectOutputNames();

    /// <summary>Finds an activity by id or name among the siblings, then among those of each container around.</summary>
    internal ActivityNode? FindInScope(string idOrName)
    {
        for (var around = Parent; around is not null && ReferenceEquals(around.Owner, Owner); around = around.Parent)
        {
            if (around._children.Find(c => c.Id == idOrName) is { } byId)
                return byId;
            if (around._children.Find(c => c.Name == idOrName) is { } byName)
                return byName;
        }

        return null;
    }

    private List<ActivityOutputName> CollectOutputNames()
    {
        var names = new List<ActivityOutputName>();
        for (var around = Parent; around is not null && ReferenceEquals(around.Owner, Owner); around = around.Parent)
        {
            foreach (var child in around._children)
            {
                var accessor = Owner.NamesAccessorsByActivityName && !string.IsNullOrEmpty(child.Name) ? child.Name : child.Id;
                foreach (var output in child.Outputs)
                    names.Add(new ActivityOutputName(accessor, child.Id, output.Name));
            }
        }

        return names;
    }

    public override string ToString() => $"{NodeId} ({Type})";
}
