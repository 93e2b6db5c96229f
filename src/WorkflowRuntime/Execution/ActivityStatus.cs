namespace WorkflowRuntime.Execution;

/// <summary>Status of one activity execution; note Elsa's spelling "Canceled" here and "Cancelled" for workflows.</summary>
public enum ActivityStatus
{
    Pending,
    Running,
    Completed,
    Canceled,
    Faulted,
}
