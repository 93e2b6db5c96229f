using WorkflowRuntime.Execution;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Activities;

/// <summary>
/// Sets an output by name: that of the nearest activity around its container which has one of that name, be it a workflow used as an
/// activity, an <c>If</c> (Result) or a loop (CurrentValue), as in Elsa; otherwise the workflow's.
/// </summary>
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
        for (var around = context.Parent?.Parent; around is not null; around = around.Parent)
        {
            if (around.Node.Outputs.FirstOrDefault(output => output.Name == name) is not { } output)
                continue;
            SetAround(around, output, value);
            if (around.Parent is null)
                break;
            context.SetVariableIfDeclared(name, value);
            return context.CompleteAsync();
        }

        context.Execution.Output[name] = value;
        return context.CompleteAsync();
    }

    // What an If or a loop has said itself stays on record; only what is bound gets the new value, in the type of the output.
    private static void SetAround(ActivityExecutionContext around, Output output, object? value)
    {
        if (around.Activity is IComposite or WorkflowDefinitionActivity)
        {
            around.SetOutput(output, value);
            return;
        }

        around.BindOutput(output, ValueConverter.Convert(value, output.Type));
        around.Execution.NoteResult(output.Name, value);
    }
}
