using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>Names the instance.</summary>
[Activity("Elsa", "SetName", Category = "Primitives", Description = "Gives the workflow instance a name.")]
public sealed class SetName : Activity
{
    [Input(Description = "The name.")]
    public Input<string> Value { get; set; } = new();

    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.WorkflowInstanceName = context.Get(Value);
        return context.CompleteAsync();
    }
}
