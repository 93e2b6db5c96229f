using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Execution;

public sealed partial class ActivityExecutionContext : IExpressionScope
{
    private static readonly IReadOnlyDictionary<string, object?> NoArguments = new Dictionary<string, object?>();

    private List<VariableSlot>? _slots;
    private IOutcomeSink? _outcomeSink;
    private IReadOnlyDictionary<string, object?>? _arguments;

    internal IReadOnlyList<VariableSlot> Slots => _slots ?? (IReadOnlyList<VariableSlot>)[];

    string IExpressionScope.DefinitionId => DefinitionId;
    string IExpressionScope.DefinitionVersionId => DefinitionVersionId;
    int IExpressionScope.DefinitionVersion => DefinitionVersion;
    string IExpressionScope.InstanceId => WorkflowInstanceId;

    string? IExpressionScope.InstanceName
    {
        get => WorkflowInstanceName;
        set => WorkflowInstanceName = value;
    }

    bool IExpressionScope.InsideComposite => !ReferenceEquals(Node.Owner, Execution.Graph.Workflow);

    IEnumerable<string> IExpressionScope.VariableNames => Scopes().SelectMany(scope => scope.Slots).Select(slot => slot.Variable.Name).Distinct();

    IEnumerable<string> IExpressionScope.InputNames => Node.Owner.Inputs.Select(input => input.Name);

    IEnumerable<ActivityOutputName> IExpressionScope.ActivityOutputs => Node.OutputNames;

    object? IExpressionScope.LastResult => Execution.LastResult;

    IReadOnlyDictionary<string, object?> IExpressionScope.Arguments => _arguments ?? NoArguments;

    IOutcomeSink? IExpressionScope.Outcomes => _outcomeSink;

    /// <summary>The value of the nearest variable of that name; false when there is none.</summary>
    public bool TryGetVariable(string name, out object? value)
    {
        var slot = FindSlotByName(name);
        value = slot?.Value;
        return slot is not null;
    }

    /// <summary>The nearest variable of that name, converted.</summary>
    public T? GetVariable<T>(string name) => FindSlotByName(name) is { } slot ? ValueConverter.Convert<T>(slot.Value) : default;

    /// <summary>Sets the nearest variable of that name, or makes a dynamic one in the nearest container.</summary>
    public void SetVariable(string name, object? value)
    {
        if (FindSlotByName(name) is { } slot)
            slot.Set(value);
        else
            NearestContainer().Declare(new Variable(name, name, typeof(object), null, VariableStorage.Instance), value, isDynamic: true);
    }

    internal void SetVariableIfDeclared(string name, object? value) => FindSlotByName(name)?.SetRaw(value);

    bool IExpressionScope.TryGetVariableById(string id, out object? value)
    {
        var slot = FindSlotById(id);
        value = slot?.Value;
        return slot is not null;
    }

    bool IExpressionScope.TryGetInput(string name, out object? value)
    {
        if (((IExpressionScope)this).InsideComposite && FindSlotByName(name) is { } slot)
        {
            value = slot.Value;
            return true;
        }

        return Execution.Input.TryGetValue(name, out value);
    }

    bool IExpressionScope.TryGetActivityInput(string name, out object? value)
    {
        foreach (var input in Node.Descriptor.Inputs)
        {
            if (input.Name == name)
            {
                value = Values[input.Slot];
                return true;
            }
        }

        value = null;
        return false;
    }

    object? IExpressionScope.GetOutputFrom(string activityIdOrName, string? outputName)
    {
        var activity = Node.FindInScope(activityIdOrName)
            ?? throw new ExpressionException(Expression.JavaScriptType, $"There is no activity '{activityIdOrName}' here to take an output from.");
        return Execution.FindOutput(activity, outputName ?? "Result");
    }

    internal VariableSlot Declare(Variable variable, object? value, bool isDynamic = false)
    {
        var slot = new VariableSlot(variable, value, isDynamic);
        (_slots ??= []).Add(slot);
        return slot;
    }

    internal VariableSlot? FindSlotById(string id)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._slots is null)
                continue;
            foreach (var slot in scope._slots)
            {
                if (slot.Variable.Id == id)
                    return slot;
            }
        }

        return null;
    }

    private VariableSlot? FindSlotByName(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._slots is null)
                continue;
            foreach (var slot in scope._slots)
            {
                if (slot.Variable.Name == name)
                    return slot;
            }
        }

        return null;
    }

    private ActivityExecutionContext NearestContainer()
    {
        var scope = this;
        while (scope.Activity is not Container && scope.Parent is { } parent)
            scope = parent;
        return scope;
    }

    private IEnumerable<ActivityExecutionContext> Scopes()
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
            yield return scope;
    }
}
