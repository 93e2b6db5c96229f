using WorkflowRuntime.Definitions;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Bookmarks;

/// <summary>What an expression sees while a definition is published: no instance, so no variables, no input, no outputs.</summary>
internal sealed class PublishScope(WorkflowDefinition definition) : IExpressionScope
{
    public string DefinitionId => definition.DefinitionId;
    public string DefinitionVersionId => definition.Id;
    public int DefinitionVersion => definition.Version;
    public string InstanceId => "";
    public string? InstanceName { get; set; }
    public string? CorrelationId { get; set; }
    public bool InsideComposite => false;
    public IEnumerable<string> VariableNames => [];
    public IEnumerable<string> InputNames => [];
    public IEnumerable<ActivityOutputName> ActivityOutputs => [];
    public object? LastResult => null;
    public IReadOnlyDictionary<string, object?> Arguments { get; } = new Dictionary<string, object?>();
    public IOutcomeSink? Outcomes => null;

    public bool TryGetVariable(string name, out object? value) => Nothing(out value);

    public bool TryGetVariableById(string id, out object? value) => Nothing(out value);

    public void SetVariable(string name, object? value)
    {
        // There is nothing to keep it in.
    }

    public bool TryGetInput(string name, out object? value) => Nothing(out value);

    public bool TryGetActivityInput(string name, out object? value) => Nothing(out value);

    public object? GetOutputFrom(string activityIdOrName, string? outputName) => null;

    private static bool Nothing(out object? value)
    {
        value = null;
        return false;
    }
}
