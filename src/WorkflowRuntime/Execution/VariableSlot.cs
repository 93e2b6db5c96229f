using WorkflowRuntime.Definitions;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Execution;

/// <summary>A variable's value in one scope.</summary>
internal sealed class VariableSlot(Variable variable, object? value, bool isDynamic = false)
{
    public Variable Variable { get; } = variable;

    /// <summary>Made at run time (iteration variables, script variables): its declaration is not in the graph.</summary>
    public bool IsDynamic { get; } = isDynamic;

    public object? Value { get; private set; } = value;

    /// <summary>Takes the value as it is: what an output binding does, whatever the variable's type (recorded).</summary>
    public void SetRaw(object? value) => Value = value;

    /// <summary>Converts to the variable's type; what does not convert fails (recorded: 3000000000 into an Int32).</summary>
    public void Set(object? value) => Value = ValueConverter.Convert(value, Variable.Type);
}
