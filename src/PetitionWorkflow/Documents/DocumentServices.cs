using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Documents.Editing;

namespace PetitionWorkflow.Documents;

public static class DocumentServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DocumentOptions>().Bind(configuration.GetSection("Documents")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DocumentTemplates>();
        services.AddScoped<TemplatesInForce>();
        services.AddSingleton<TemplateRules>();
        services.AddSingleton<TemplatePreview>();
        services.AddScoped<PublishTemplateHandler>();
        services.AddScoped<DocumentIssuer>();
        return services;
    }
}
