namespace WorkflowRuntime.Stores;

/// <summary>
/// The host's way to do a piece of work in a unit of its own: a fresh scope, one commit at the end, and again from the start when
/// another writer was faster. The pump and the timers work through it. A null result means that nothing is to be committed.
/// </summary>
public interface IWorkflowTransactions
{
    Task<T> RunAsync<T>(Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken);
}
