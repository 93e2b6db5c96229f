using Microsoft.Extensions.DependencyInjection;

namespace PetitionWorkflow.UrgentReports;

public static class UrgentReportServices
{
    public static IServiceCollection AddUrgentReports(this IServiceCollection services)
    {
        services.AddScoped<FlagUrgentHandler>();
        services.AddScoped<UrgentReporter>();
        services.AddScoped<CorrectUrgentReportHandler>();
        return services;
    }
}
