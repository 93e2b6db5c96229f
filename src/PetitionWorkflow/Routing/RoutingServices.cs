using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Routing.Forms;
using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Routing;

public static class RoutingServices
{
    public static IServiceCollection AddCaseRouting(this IServiceCollection services)
    {
        services.AddSingleton<BuiltInTaskForms>();
        services.AddSingleton<ITaskFormCatalogue>(provider => provider.GetRequiredService<BuiltInTaskForms>());
        return services;
    }
}
