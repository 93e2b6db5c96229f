using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Persistence;

/// <summary>Finds the handlers of an event in the current scope and runs them in the order of their registration.</summary>
public sealed class CaseEventDispatcher(IServiceProvider services)
{
    private delegate Task Dispatch(IServiceProvider services, Guid petitionId, ICaseEvent happened, ActContext act, CancellationToken cancellation);

    private static readonly ConcurrentDictionary<Type, Dispatch> ByType = new();

    public Task DispatchAsync(Guid petitionId, ICaseEvent happened, ActContext act, CancellationToken cancellation) =>
        ByType.GetOrAdd(happened.GetType(), Compile)(services, petitionId, happened, act, cancellation);

    private static Dispatch Compile(Type eventType)
    {
        var method = typeof(CaseEventDispatcher).GetMethod(nameof(DispatchTo), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
        return method.MakeGenericMethod(eventType).CreateDelegate<Dispatch>();
    }

    private static async Task DispatchTo<TEvent>(IServiceProvider services, Guid petitionId, ICaseEvent happened, ActContext act, CancellationToken cancellation)
        where TEvent : ICaseEvent
    {
        foreach (var handler in services.GetServices<ICaseEventHandler<TEvent>>())
        {
            await handler.HandleAsync(petitionId, (TEvent)happened, act, cancellation);
        }
    }
}
