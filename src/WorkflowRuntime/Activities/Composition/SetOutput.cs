using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>Sets an output of the nearest workflow-as-activity that declares it, otherwise of the workflow.</summary>
[Activity("Elsa", "SetOutput", Category = "Composition", Description = "Sets an output of the workflow.")]
public sealed class SetOutput : Activity
{
    [Input(DisplayName = "Output", UIHint = InputHints.OutputPicker, Description = "The output to set.")]
    public Input<string> OutputName { get; set; } = new();

    [Input(UIHint = InputHints.SingleLine, Description = "The value.")]
    public Input<object> OutputValue { get; set; } = new();

    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var (name, value) = (context.Get(OutputName) ?? "", context.Get(OutputValue));
        for (var around = context.Parent; around is not null; around = around.Parent)
        {
            if (around.Activity is WorkflowDefinitionActivity composite && composite.TrySetOutput(around, name, value))
                return context.CompleteAsync();
        }

        context.Execution.Output[name] = value;
        return context.CompleteAsync();
    }
}
