using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>Counts from a start to an end. Without a body it never completes, as in Elsa.</summary>
[Activity("Elsa", "For", Category = "Looping", Description = "Repeats an activity while counting from one number to another.")]
public sealed class For : Container
{
    private const string CurrentStep = "CurrentStep";

    [Input(UIHint = InputHints.SingleLine, Description = "The first number.")]
    public Input<int> Start { get; set; } = new();

    [Input(UIHint = InputHints.SingleLine, Description = "The last number.")]
    public Input<int> End { get; set; } = new();

    [Input(UIHint = InputHints.SingleLine, Description = "The distance between two numbers.")]
    public Input<int> Step { get; set; } = new();

    [Input(Description = "Does the last number belong to the range?", DefaultValue = true)]
    public Input<bool> OuterBoundInclusive { get; set; } = new();

    [Port]
    public Activity? Body { get; set; }

    [Output(Description = "The current number.")]
    public Output<object> CurrentValue { get; set; } = new();

    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context) => Body is null ? ValueTask.CompletedTask : IterateAsync(context);

    internal override bool IsCanceledByComplete => true;

    internal override bool OnBreak(ActivityExecutionContext context) => context.IsBreaking = true;

    private async ValueTask IterateAsync(ActivityExecutionContext context)
    {
        var step = Step.Expression is null ? 1 : context.Get(Step);
        var end = context.Get(End);
        var inclusive = context.Get(OuterBoundInclusive);
        var current = context.GetProperty<int?>(CurrentStep) is { } last ? last + step : context.Get(Start);
        var goesOn = step >= 0 ? (inclusive ? current <= end : current < end) : (inclusive ? current >= end : current > end);
        if (context.IsBreaking || !goesOn)
        {
            await context.CompleteAsync();
            return;
        }

        context.SetProperty<int?>(CurrentStep, current);
        context.Set(CurrentValue, current);
        await context.ScheduleAsync(Body, OnBodyCompletedAsync, new ScheduleOptions { Variables = [new("CurrentValue", current)] });
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext completed) => IterateAsync(completed.Owner);
}
