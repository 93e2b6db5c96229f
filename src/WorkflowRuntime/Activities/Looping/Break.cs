using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>Ends the nearest loop when its current round ends; also ends the sequence or flowchart it stands in.</summary>
[Activity("Elsa", "Break", Category = "Looping", Description = "Leaves a loop.", IsTerminal = true)]
public sealed class Break : Activity
{
    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        for (var around = context.Parent; around is not null; around = around.Parent)
        {
            if (around.Activity.OnBreak(around))
                break;
        }

        return context.CompleteAsync();
    }
}
