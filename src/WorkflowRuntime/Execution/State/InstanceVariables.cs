using WorkflowRuntime.Definitions;

namespace WorkflowRuntime.Execution.State;

/// <summary>The workflow-level variables of an instance as they are stored: without a stored value, the default.</summary>
public static class InstanceVariables
{
    public static IReadOnlyList<InstanceVariable> Read(WorkflowGraph graph, InstanceState state)
    {
        var saved = state.Contexts.Count > 0 ? state.Contexts[0].Variables : null;
        return graph.Workflow.Variables.Select(variable => new InstanceVariable(variable.Id, variable.Name, Value(variable, saved))).ToList();
    }

    private static object? Value(Variable variable, Dictionary<string, object?>? saved) =>
        saved is not null && saved.TryGetValue(variable.Id, out var value) ? Shown(StoredValue.Convert(value, variable.Type), variable) : variable.DefaultValue;

    /// <summary>Elsa lists a moment of a DateTime variable with its offset; everywhere else a UTC one ends in Z.</summary>
    private static object? Shown(object? value, Variable variable) =>
        value is DateTime { Kind: DateTimeKind.Utc } date && variable.Type != typeof(object) ? new DateTimeOffset(date) : value;
}

/// <summary>A variable and its stored value.</summary>
public sealed record InstanceVariable(string Id, string Name, object? Value);
