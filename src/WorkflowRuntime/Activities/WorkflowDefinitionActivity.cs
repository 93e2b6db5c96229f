using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>
/// A workflow used as an activity: its inputs and outputs become variables of this scope, the inner workflow runs in the same instance, and
/// its outputs go to what the author bound.
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
        ((WorkflowDefinitionActivity)completed.Owner.Activity).PassOutputsOn(completed.Owner);
        return completed.Owner.CompleteAsync(outcomes);
    }

    // An output that an activity around has too (Result, mostly) counts as one of the container's, so that a script asks for it there.
    private void PassOutputsOn(ActivityExecutionContext context)
    {
        foreach (var output in InnerOutputs)
        {
            var bound = output.Target is { } target ? context.FindSlotById(target)?.Value : null;
            var value = bound ?? (context.TryGetVariable(output.Name, out var set) ? set : null);
            var holder = HasOutputAround(context.Parent, output.Name) ? context.Parent! : context;
            holder.SetOutput(output, value);
        }
    }

    private static bool HasOutputAround(ActivityExecutionContext? container, string name)
    {
        for (var around = container?.Parent; around is not null; around = around.Parent)
        {
            if (around.Node.Outputs.Any(output => output.Name == name))
                return true;
        }

        return false;
    }
}
