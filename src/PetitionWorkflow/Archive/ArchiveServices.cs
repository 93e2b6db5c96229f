using Microsoft.Extensions.DependencyInjection;

namespace PetitionWorkflow.Archive;

public static class ArchiveServices
{
    public static IServiceCollection AddArchive(this IServiceCollection services)
    {
        services.AddScoped<CaseCloser>();
        services.AddScoped<WithdrawPetitionHandler>();
        services.AddScoped<TakeCaseBundleHandler>();
        services.AddScoped<CaseBundleFile>();
        return services;
    }
}
