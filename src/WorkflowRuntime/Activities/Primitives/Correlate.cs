using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>Sets the correlation id of the instance; waiting points made in this burst carry it.</summary>
[Activity("Elsa", "Correlate", Category = "Primitives", Description = "Sets the correlation id of the workflow instance.")]
public sealed class Correlate : Activity
{
    [Input(Description = "The correlation id.")]
    public Input<string> CorrelationId { get; set; } = new();

    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.CorrelationId = context.Get(CorrelationId);
        return context.CompleteAsync();
    }
}
