using System.Text.Json;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Incidents;

namespace WorkflowRuntime.Activities;

/// <summary>Sets a variable, which is found by its id.</summary>
[Activity("Elsa", "SetVariable", Category = "Primitives", Description = "Sets a variable.")]
public sealed class SetVariable : Activity
{
    private VariableDefinition? _variable;

    [Input(IsWrapped = false, UIHint = InputHints.VariablePicker, Description = "The variable to set.")]
    public JsonElement Variable { get; set; }

    [Input(UIHint = InputHints.SingleLine, Description = "The new value.")]
    public Input<object> Value { get; set; } = new();

    internal override bool NeverWaits => true;

    protected internal override void Read(ActivityReader reader) =>
        _variable = reader.Json.Get("variable") is System.Text.Json.Nodes.JsonObject json ? VariableDefinition.FromJson(json) : null;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (_variable is null)
            throw new WorkflowFaultException("No variable was chosen: the variable was not found.");
        var slot = context.FindSlotById(_variable.Id) ?? throw new WorkflowFaultException($"The variable '{_variable.Name}' ({_variable.Id}) was not found.");
        slot.Set(context.Get(Value));
        return context.CompleteAsync();
    }
}
