using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Persistence.Workflows;

/// <summary>The engine's own units of work (pump, timers) are the service's.</summary>
internal sealed class WorkflowTransactions(UnitOfWorkRunner runner, IServiceScopeFactory scopes) : IWorkflowTransactions
{
    private static readonly Refusal NothingToCommit = new("nothing-to-commit");

    public async Task<T> RunAsync<T>(Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var result = await runner.RunAsync<T>(
            async services => await work(services, cancellationToken) is { } done ? done : NothingToCommit, cancellationToken);
        return result.Refusal switch
        {
            null => result.Value,
            var nothing when ReferenceEquals(nothing, NothingToCommit) => default!,
            var refusal => throw new RefusedException(refusal),
        };
    }

    public async Task<T> ReadAsync<T>(Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider, cancellationToken);
    }
}
