using WorkflowRuntime.Activities;
using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Flowcharts;

/// <summary>What a join waits for. In token mode both "all" modes wait for every way in, also for one that was not taken.</summary>
public enum FlowJoinMode
{
    WaitAll,
    WaitAllActive,
    WaitAny,
}

/// <summary>Brings branches together; the flowchart decides when it runs.</summary>
[Activity("Elsa", "FlowJoin", Category = "Branching", DisplayName = "Join", Description = "Brings branches together.")]
public sealed class FlowJoin : Activity
{
    [Input(UIHint = InputHints.DropDown, DefaultValue = FlowJoinMode.WaitAny, Description = "What to wait for.")]
    public Input<FlowJoinMode> Mode { get; set; } = new();

    internal override bool NeverWaits => true;

    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.Parent is { Activity: Flowchart flowchart } owner)
            await flowchart.CancelAncestorsAsync(owner, this);
        await context.CompleteAsync();
    }

    /// <summary>The mode as seen from the flowchart, before the join has a context.</summary>
    internal async ValueTask<FlowJoinMode> ReadModeAsync(ActivityExecutionContext flowchart)
    {
        if (Mode.Expression is not { } expression)
            return FlowJoinMode.WaitAny;
        return await flowchart.EvaluateAsync(expression, typeof(FlowJoinMode)) is FlowJoinMode mode ? mode : FlowJoinMode.WaitAny;
    }
}
