namespace WorkflowRuntime.Stores;

/// <summary>The host's way to do a piece of work in a unit of its own. The pump works through it.</summary>
public interface IWorkflowTransactions
{
    /// <summary>A fresh scope, one commit at the end, and all of it again when another writer was faster.</summary>
    Task<T> RunAsync<T>(Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>A fresh scope and no commit.</summary>
    Task<T> ReadAsync<T>(Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken);
}
