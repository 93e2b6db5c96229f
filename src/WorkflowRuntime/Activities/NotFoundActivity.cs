using WorkflowRuntime.Execution;
using WorkflowRuntime.Incidents;

namespace WorkflowRuntime.Activities;

/// <summary>Stands where a definition names an activity type that the host does not have; faults when the flow gets there.</summary>
[Activity("Elsa", "NotFoundActivity", Category = "System", Description = "Stands for an activity whose type is not known here.", IsBrowsable = false)]
public sealed class NotFoundActivity : Activity
{
    public string MissingType { get; internal set; } = "";

    // The version is 0 whatever the definition says: recorded behaviour.
    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        throw new WorkflowFaultException($"Activity type '{MissingType}' version '0' could not be found.");
}
