using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Archive.Publication;

namespace PetitionWorkflow.Archive;

public static class ArchiveServices
{
    public static IServiceCollection AddArchive(this IServiceCollection services)
    {
        services.AddScoped<CaseCloser>();
        services.AddScoped<WithdrawPetitionHandler>();
        services.AddScoped<CaseBundles>();
        services.AddScoped<TakeCaseBundleHandler>();
        services.AddScoped<CaseBundleFile>();
        services.AddScoped<PublicationDrafts>();
        services.AddScoped<PublishResultHandler>();
        services.AddScoped<TakeDownResultHandler>();
        return services;
    }
}
