using WorkflowRuntime.Activities;
using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Flowcharts;

/// <summary>Marks where a flowchart starts.</summary>
[Activity("Elsa", "Start", Category = "Flow", Description = "Marks where a flowchart begins.", IsStart = true)]
public sealed class Start : Activity
{
    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.CompleteAsync();
}

/// <summary>Ends the flowchart or sequence it stands in.</summary>
[Activity("Elsa", "End", Category = "Flow", Description = "Marks where a flowchart ends.", IsTerminal = true)]
public sealed class End : Activity
{
    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.CompleteAsync();
}

/// <summary>Leaves by True or False.</summary>
[Activity("Elsa", "FlowDecision", Category = "Branching", DisplayName = "Decision", Description = "Chooses between two ways by a condition.")]
[Outcome("True")]
[Outcome("False")]
public sealed class FlowDecision : Activity
{
    [Input(UIHint = InputHints.SingleLine, Description = "The condition.")]
    public Input<bool> Condition { get; set; } = new();

    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.CompleteAsync(context.Get(Condition) ? "True" : "False");
}

/// <summary>Leaves by all of its branches.</summary>
[Activity("Elsa", "FlowFork", Category = "Branching", DisplayName = "Fork (flow)", Description = "Splits the flow into branches.")]
public sealed class FlowFork : Activity
{
    [Input(UIHint = InputHints.DynamicOutcomes, Description = "The names of the branches.")]
    public Input<List<string>> Branches { get; set; } = new();

    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.Get(Branches) is { } branches ? context.CompleteAsync(Outcomes.Of(branches)) : context.CompleteAsync();
}

/// <summary>Runs one activity.</summary>
[Activity("Elsa", "FlowNode", Category = "Flow", DisplayName = "Container", Description = "Runs one activity.")]
public sealed class FlowNode : Container
{
    [Port]
    public Activity? Body { get; set; }

    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.ScheduleAsync(Body, OnBodyCompletedAsync);

    private static ValueTask OnBodyCompletedAsync(ActivityCompletedContext completed) => completed.Owner.CompleteAsync();
}
