using System.ComponentModel;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace PetitionWorkflow.Jobs;

/// <summary>The Hangfire job around one kind of recurring work: a scope, one run at a time per node, the next heartbeat as retry.</summary>
public sealed class RecurringWorkJob<TWork>(IServiceScopeFactory scopes, RunningWork running) where TWork : IRecurringWork
{
    [DisplayName("{0}")]
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(string name, CancellationToken cancellation)
    {
        using var turn = running.TryEnter(name);
        if (turn is null)
        {
            return;
        }

        do
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<TWork>().RunAsync(cancellation);
        }
        while (turn.AskedAgain());
    }
}
