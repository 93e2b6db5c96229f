using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Routing;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.TestKit;

public static class WithoutFlowsExtension
{
    /// <summary>
    /// A service in which no flow starts or goes on by itself, for tests of a room to the left of Routing that put their own cases and
    /// tasks on the table.
    /// </summary>
    public static void WithoutFlows(this IServiceCollection services)
    {
        var routing = services.Where(s =>
            s.ServiceType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ICaseEventHandler<>)
            && s.ImplementationType?.Namespace?.StartsWith(typeof(RoutingServices).Namespace!, StringComparison.Ordinal) == true).ToList();
        foreach (var handler in routing)
        {
            services.Remove(handler);
        }
    }
}
