using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>Runs one of two activities; leaves by Done either way.</summary>
[Activity("Elsa", "If", Category = "Branching", Description = "Runs one activity when a condition holds and another when it does not.")]
public sealed class If : Container
{
    [Input(UIHint = InputHints.SingleLine, Description = "The condition to evaluate.")]
    public Input<bool> Condition { get; set; } = new();

    [Port]
    public Activity? Then { get; set; }

    [Port]
    public Activity? Else { get; set; }

    [Output(Description = "The value of the condition.")]
    public Output<bool> Result { get; set; } = new();

    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var condition = context.Get(Condition);
        context.Set(Result, condition);
        return context.ScheduleAsync(condition ? Then : Else, OnBranchCompletedAsync);
    }

    private static ValueTask OnBranchCompletedAsync(ActivityCompletedContext completed) => completed.Owner.CompleteAsync();
}
