using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>Runs its body while a condition holds.</summary>
[Activity("Elsa", "While", Category = "Looping", Description = "Repeats an activity while a condition holds.")]
public sealed class While : Container
{
    [Input(UIHint = InputHints.SingleLine, AutoEvaluate = false, Description = "Evaluated before each round.")]
    public Input<bool> Condition { get; set; } = new();

    [Port]
    public Activity? Body { get; set; }

    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context) => IterateAsync(context);

    internal override bool IsCanceledByComplete => true;

    internal override bool OnBreak(ActivityExecutionContext context) => context.IsBreaking = true;

    private async ValueTask IterateAsync(ActivityExecutionContext context)
    {
        while (!context.IsBreaking && await context.EvaluateAsync(Condition))
        {
            if (Body is not null)
            {
                await context.ScheduleAsync(Body, OnBodyCompletedAsync);
                return;
            }

            // Without a body only the condition can change anything: go round here instead of calling ourselves.
            context.Execution.CountStep();
        }

        await context.CompleteAsync();
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext completed) => IterateAsync(completed.Owner);
}
