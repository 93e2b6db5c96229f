using WorkflowRuntime.Bookmarks;

namespace WorkflowRuntime.Execution;

/// <summary>What ties a child instance to the activity that started it, kept in the child's properties.</summary>
internal static class ChildLink
{
    public const string ParentInstanceId = "ParentInstanceId";
    public const string WaitForCompletion = "WaitForCompletion";

    /// <summary>Which activity waits: the stimulus name. Elsa tries all of them and lets the wrong ones expire.</summary>
    private const string WaitsAs = "ParentWaitsAs";

    public const string ChildInstanceIdKey = "__ChildInstanceId";
    public const string ChildSubStatusKey = "__ChildSubStatus";

    public static Dictionary<string, object?> Properties(string parentId, bool waits, string stimulusName)
    {
        var properties = new Dictionary<string, object?> { [ParentInstanceId] = parentId };
        if (!waits)
            return properties;
        properties[WaitForCompletion] = true;
        properties[WaitsAs] = stimulusName;
        return properties;
    }

    /// <summary>The child's input: the author's, and the parent's id.</summary>
    public static Dictionary<string, object?> Input(IDictionary<string, object>? input, string parentId)
    {
        var values = new Dictionary<string, object?>();
        foreach (var (name, value) in input ?? new Dictionary<string, object>())
            values[name] = value;
        values[ParentInstanceId] = parentId;
        return values;
    }

    /// <summary>What tells the waiting parent that this child has ended; null when nobody waits.</summary>
    public static Stimulus? StimulusFor(WorkflowExecution child, string parentId)
    {
        if (!child.Properties.TryGetValue(WaitForCompletion, out var waits) || waits is not true)
            return null;
        var name = child.Properties.TryGetValue(WaitsAs, out var saved) && saved is string text ? text : "Elsa.DispatchWorkflow";
        var input = new Dictionary<string, object?>(child.Output);
        object payload = new ChildWorkflowStimulus(child.Row.Id);
        if (name == "Elsa.BulkDispatchWorkflows")
        {
            input[ChildInstanceIdKey] = child.Row.Id;
            input[ChildSubStatusKey] = child.Row.SubStatus.ToString();
            payload = new BulkChildrenStimulus(parentId, 0);
        }

        return new Stimulus { Name = name, Payload = payload, InstanceId = parentId, Input = input };
    }
}
