using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>Ends the whole workflow at once: nothing queued runs, nothing waits any more, containers never complete.</summary>
[Activity("Elsa", "Finish", Category = "Primitives", Description = "Ends the workflow.", IsTerminal = true)]
public sealed class Finish : Activity
{
    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.Execution.Finish();
        return context.CompleteAsync();
    }
}
