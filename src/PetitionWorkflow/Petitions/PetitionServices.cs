using Microsoft.Extensions.DependencyInjection;

namespace PetitionWorkflow.Petitions;

public static class PetitionServices
{
    public static IServiceCollection AddPetitions(this IServiceCollection services) => services
        .AddScoped<CaseList>()
        .AddScoped<CaseReader>()
        .AddScoped<RecordProgressHandler>()
        .AddScoped<RecordUrgeHandler>();
}
