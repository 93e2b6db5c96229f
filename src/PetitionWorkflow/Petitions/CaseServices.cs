using Microsoft.Extensions.DependencyInjection;

namespace PetitionWorkflow.Petitions;

public static class CaseServices
{
    /// <summary>What the case page reads and does.</summary>
    public static IServiceCollection AddCases(this IServiceCollection services) => services
        .AddScoped<CaseReader>()
        .AddScoped<RecordProgressHandler>()
        .AddScoped<RecordUrgeHandler>();
}
