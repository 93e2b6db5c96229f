using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>
/// A workflow used as an activity: its inputs become variables of this scope, the inner workflow runs in the same instance, and its
/// outputs go to what the author bound.
/// </summary>
public sealed class WorkflowDefinitionActivity : Container, IComposite
{
    /// <summary>The compiled inner workflow.</summary>
    public Workflow Inner { get; internal set; } = null!;

    internal List<Input> InnerInputs { get; } = [];
    internal List<Output> InnerOutputs { get; } = [];

    internal override bool NeverWaits => true;

    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        foreach (var input in InnerInputs)
            context.FindSlotById(input.Descriptor.Name)?.Set(context.Values[input.Descriptor.Slot]);
        await context.ScheduleAsync(Inner, OnInnerCompletedAsync);
    }

    private static ValueTask OnInnerCompletedAsync(ActivityCompletedContext completed)
    {
        var outcomes = completed.Owner.Execution.CompositeOutcomes ?? Outcomes.Default;
        completed.Owner.Execution.CompositeOutcomes = null;
        return completed.Owner.CompleteAsync(outcomes);
    }

    /// <summary>A declared output was set inside.</summary>
    internal bool TrySetOutput(ActivityExecutionContext context, string name, object? value)
    {
        foreach (var output in InnerOutputs)
        {
            if (output.Name != name)
                continue;
            context.SetOutput(output, value);
            return true;
        }

        return false;
    }
}
