namespace WorkflowRuntime.Execution;

/// <summary>
/// Told at the end of every burst, before the commit and in the same unit of work: a host withdraws open tasks, notes the end of a
/// case, and so on. Register as many as wanted, scoped. An exception fails the whole unit.
/// </summary>
public interface IWorkflowObserver
{
    ValueTask BurstEndedAsync(BurstResult burst, CancellationToken cancellationToken);
}
