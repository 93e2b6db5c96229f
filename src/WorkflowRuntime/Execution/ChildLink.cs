using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Execution;

/// <summary>What ties a child instance to the activity that started it, kept in the child's properties.</summary>
internal static class ChildLink
{
    public const string ParentInstanceId = "ParentInstanceId";
    public const string WaitForCompletion = "WaitForCompletion";

    /// <summary>Which activity waits: the stimulus name. Elsa tries all of them and lets the wrong ones expire.</summary>
    private const string WaitsAs = "ParentWaitsAs";

    private const string InstanceIdKey = "__ChildInstanceId";
    private const string SubStatusKey = "__ChildSubStatus";

    public static Dictionary<string, object?> Properties(string parentId, bool waits, string stimulusName)
    {
        var properties = new Dictionary<string, object?> { [ParentInstanceId] = parentId };
        if (!waits)
            return properties;
        properties[WaitForCompletion] = true;
        properties[WaitsAs] = stimulusName;
        return properties;
    }

    /// <summary>The child's input: the author's, and the parent's id. The id is put into the evaluated input itself, where the record shows it.</summary>
    public static Dictionary<string, object?> Input(IDictionary<string, object>? input, string parentId)
    {
        if (input is { IsReadOnly: false })
            input[ParentInstanceId] = parentId;
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
        object payload = name == "Elsa.BulkDispatchWorkflows" ? new BulkChildrenStimulus(parentId, 0) : new ChildWorkflowStimulus(child.Row.Id);
        // The parent's burst sees the child's output as workflow input, as in Elsa.
        var input = new Dictionary<string, object?>(child.Output) { [InstanceIdKey] = child.Row.Id, [SubStatusKey] = child.Row.SubStatus.ToString() };
        return new Stimulus { Name = name, Payload = payload, InstanceId = parentId, Input = input };
    }

    /// <summary>What the parent was told about the child's end.</summary>
    public static ChildEnd ReadEnd(IReadOnlyDictionary<string, object?> input)
    {
        var output = input.Where(pair => pair.Key is not (InstanceIdKey or SubStatusKey)).ToDictionary(pair => pair.Key, pair => pair.Value);
        var subStatus = Enum.TryParse<WorkflowSubStatus>(input.GetValueOrDefault(SubStatusKey) as string, out var read) ? read : WorkflowSubStatus.Finished;
        return new ChildEnd(input.GetValueOrDefault(InstanceIdKey) as string ?? "", subStatus, output);
    }
}

/// <summary>How a child ended.</summary>
internal sealed record ChildEnd(string InstanceId, WorkflowSubStatus SubStatus, Dictionary<string, object?> Output);
