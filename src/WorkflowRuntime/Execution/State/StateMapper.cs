using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Execution.State;

/// <summary>Between an execution in memory and its saved state.</summary>
internal static class StateMapper
{
    public static InstanceState Save(WorkflowExecution execution)
    {
        var state = new InstanceState
        {
            JournalSequence = execution.JournalSequence,
            Input = KeptInput(execution),
            Output = (Dictionary<string, object?>)TypedRecord.ForOutput(execution.Output)!,
            Properties = execution.Properties,
            Incidents = execution.Incidents,
        };
        for (var i = 0; i < execution.Contexts.Count; i++)
        {
            // The root, which holds the variables, and what has not ended. What still waits under a container that has ended is on its own after this burst.
            if (i == 0 || !execution.Contexts[i].IsEnded)
                state.Contexts.Add(Save(execution.Contexts[i]));
        }

        foreach (var bookmark in execution.Bookmarks)
            state.Bookmarks.Add(Save(bookmark));
        foreach (var callback in execution.Callbacks)
            state.Callbacks.Add(new CallbackState(callback.Owner.Id, callback.Child.NodeId, callback.Callback.Method.Name));
        foreach (var item in execution.Queue)
            state.Queue.Add(new QueuedState(item.Node.NodeId, item.Owner?.Id, item.Existing?.Id, item.Options?.Tag, item.Options?.Variables?.ToDictionary()));
        return state;
    }

    public static void Load(WorkflowExecution execution, InstanceState state)
    {
        execution.JournalSequence = state.JournalSequence;
        execution.Output = state.Output;
        execution.Properties = state.Properties;
        execution.Incidents.AddRange(state.Incidents);
        var byId = LoadContexts(execution, state.Contexts);
        foreach (var saved in state.Bookmarks)
        {
            if (byId.TryGetValue(saved.ContextId, out var context))
                execution.Bookmarks.Add(Load(saved, context));
        }

        foreach (var saved in state.Queue)
        {
            if (execution.Graph.FindNode(saved.NodeId) is { } node)
                execution.Queue.AddLast(Load(saved, node, byId));
        }

        foreach (var (ownerId, childNodeId, method) in state.Callbacks)
        {
            if (byId.TryGetValue(ownerId, out var owner) && execution.Graph.FindNode(childNodeId) is { } child)
                execution.Callbacks.Add(new CompletionCallback(owner, child, Callbacks.Find<ChildCompleted>(owner.Activity, method)));
        }
    }

    /// <summary>
    /// The root first, then the others in reverse: Elsa turns their order around with every suspension, and it shows where several
    /// waiting activities are cancelled together.
    /// </summary>
    private static Dictionary<string, ActivityExecutionContext> LoadContexts(WorkflowExecution execution, List<ContextState> states)
    {
        var stateById = states.ToDictionary(state => state.Id);
        var byId = new Dictionary<string, ActivityExecutionContext>(states.Count);
        foreach (var state in states.Take(1).Concat(states.Skip(1).Reverse()))
            execution.Contexts.Add(LoadWithParent(state));
        foreach (var context in execution.Contexts)
            context.Parent?.Adopt(context);
        return byId;

        ActivityExecutionContext LoadWithParent(ContextState saved)
        {
            if (byId.TryGetValue(saved.Id, out var known))
                return known;
            if (execution.Graph.FindNode(saved.NodeId) is not { } node)
                throw new InvalidOperationException($"Instance {execution.Row.Id} is at {saved.NodeId}, which its definition version {execution.Row.DefinitionVersionId} does not have.");
            var parent = saved.ParentId is { } parentId && stateById.TryGetValue(parentId, out var around) ? LoadWithParent(around) : null;
            return byId[saved.Id] = Load(execution, node, saved, parent);
        }
    }

    /// <summary>Workflow input survives a suspension only where its definition has a storage driver (semantics 2.3).</summary>
    private static Dictionary<string, object?> KeptInput(WorkflowExecution execution)
    {
        var kept = new Dictionary<string, object?>();
        foreach (var input in execution.Graph.Workflow.Inputs)
        {
            if (input.Storage == VariableStorage.Instance && execution.Input.TryGetValue(input.Name, out var value))
                kept[input.Name] = value;
        }

        return kept;
    }

    private static ContextState Save(ActivityExecutionContext context) => new()
    {
        Id = context.Id,
        ParentId = context.Parent?.Id,
        NodeId = context.NodeId,
        Status = context.Status,
        StartedAt = context.StartedAt,
        CompletedAt = context.CompletedAt,
        Tag = context.Tag,
        FaultCount = context.FaultCount,
        IsBreaking = context.IsBreaking,
        ScheduledById = context.ScheduledById,
        ScheduledByActivityId = context.ScheduledByActivityId,
        CallStackDepth = context.CallStackDepth,
        Properties = context.PropertiesOrNull,
        Variables = KeptVariables(context),
        DynamicVariables = context.Slots.Any(slot => slot.IsDynamic) ? context.Slots.Where(slot => slot.IsDynamic).ToDictionary(slot => slot.Variable.Name, slot => slot.Value) : null,
        Inputs = context.Activity.CompletesItself || context.IsEnded ? null : InputValues(context),
        Outputs = BoundOutputs(context),
        JournalData = context.JournalDataOrNull?.ToDictionary(),
    };

    private static Dictionary<string, object?>? KeptVariables(ActivityExecutionContext context)
    {
        Dictionary<string, object?>? kept = null;
        foreach (var slot in context.Slots)
        {
            if (!slot.IsDynamic && slot.Variable.Storage == VariableStorage.Instance && slot.Value is not null)
                (kept ??= []).TryAdd(slot.Variable.Id, slot.Value);
        }

        return kept;
    }

    /// <summary>An output that nothing is bound to is gone with its burst, as in Elsa.</summary>
    private static Dictionary<string, object?>? BoundOutputs(ActivityExecutionContext context)
    {
        if (context.Outputs is not { } outputs)
            return null;
        return context.Node.Outputs.Where(output => output.Target is not null && outputs.ContainsKey(output.Name)).ToDictionary(output => output.Name, output => outputs[output.Name]);
    }

    private static Dictionary<string, object?>? InputValues(ActivityExecutionContext context)
    {
        Dictionary<string, object?>? values = null;
        foreach (var input in context.Node.Inputs)
        {
            if (context.Values[input.Descriptor.Slot] is { } value)
                (values ??= [])[input.Descriptor.Name] = value;
        }

        return values;
    }

    private static ActivityExecutionContext Load(WorkflowExecution execution, ActivityNode node, ContextState saved, ActivityExecutionContext? parent)
    {
        var context = new ActivityExecutionContext(execution, node, parent, saved.Id)
        {
            Status = saved.Status,
            StartedAt = saved.StartedAt,
            CompletedAt = saved.CompletedAt,
            Tag = saved.Tag,
            FaultCount = saved.FaultCount,
            IsBreaking = saved.IsBreaking,
            ScheduledById = saved.ScheduledById,
            ScheduledByActivityId = saved.ScheduledByActivityId,
            CallStackDepth = saved.CallStackDepth,
            IsDirty = false,
            IsRestored = true,
        };
        foreach (var (name, value) in saved.Properties ?? [])
            context.RestoreProperty(name, value);
        foreach (var (name, value) in saved.DynamicVariables ?? [])
            context.Declare(new Variable(name, name, typeof(object), null, VariableStorage.Instance), StoredNode.Of(value), isDynamic: true);
        if (node.Activity is Container container)
        {
            foreach (var variable in container.Variables)
                context.Declare(variable, Restore(variable, saved.Variables));
        }

        foreach (var input in node.Inputs)
        {
            if (saved.Inputs is not null && saved.Inputs.TryGetValue(input.Descriptor.Name, out var value))
                context.Values[input.Descriptor.Slot] = StoredValue.Convert(value, input.Type);
        }

        foreach (var (name, value) in saved.Outputs ?? [])
            context.RestoreOutput(name, value);
        foreach (var (name, value) in saved.JournalData ?? [])
            context.JournalData[name] = value;
        return context;
    }

    private static object? Restore(Variable variable, Dictionary<string, object?>? saved) =>
        saved is not null && saved.TryGetValue(variable.Id, out var value) ? StoredValue.Restore(value, variable.Type) : variable.DefaultValue;

    private static WorkItem Load(QueuedState saved, ActivityNode node, Dictionary<string, ActivityExecutionContext> byId) => new()
    {
        Node = node,
        Owner = saved.OwnerId is { } ownerId ? byId.GetValueOrDefault(ownerId) : null,
        Existing = saved.ExistingId is { } existingId ? byId.GetValueOrDefault(existingId) : null,
        Options = new ScheduleOptions { Tag = saved.Tag, Variables = saved.Variables?.ToList() },
    };

    private static BookmarkState Save(Bookmark bookmark) => new()
    {
        Id = bookmark.Id,
        Name = bookmark.Name,
        Hash = bookmark.Hash,
        Payload = bookmark.Payload,
        ContextId = bookmark.Context.Id,
        CreatedAt = bookmark.CreatedAt,
        AutoBurn = bookmark.AutoBurn,
        AutoComplete = bookmark.AutoComplete,
        Callback = bookmark.Callback,
        DueAt = bookmark.DueAt,
        Metadata = bookmark.Metadata,
    };

    private static Bookmark Load(BookmarkState saved, ActivityExecutionContext context)
    {
        context.HasBookmarks = true;
        return new Bookmark
        {
            Id = saved.Id,
            Name = saved.Name,
            Hash = saved.Hash,
            Payload = saved.Payload,
            Context = context,
            CreatedAt = saved.CreatedAt,
            AutoBurn = saved.AutoBurn,
            AutoComplete = saved.AutoComplete,
            Callback = saved.Callback,
            DueAt = saved.DueAt,
            Metadata = saved.Metadata,
        };
    }
}
