using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PetitionWorkflow.Documents.Attachments;

public static class AttachmentServices
{
    public static IServiceCollection AddAttachments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AttachmentOptions>().Bind(configuration.GetSection("Attachments")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AttachmentRules>();
        services.AddOptions<ScannerOptions>().Bind(configuration.GetSection("Scanner")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<VirusScanner>();
        services.AddSingleton<AttachmentStore>();
        services.AddScoped<AttachFilesHandler>();
        services.AddScoped<SweepAttachments>();
        return services;
    }
}
