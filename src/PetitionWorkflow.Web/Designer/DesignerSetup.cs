using PetitionWorkflow.Web.Designer.Security;
using PetitionWorkflow.Web.Hosting;
using WorkflowRuntime.ElsaApi;
using WorkflowRuntime.ElsaApi.Hosting;

namespace PetitionWorkflow.Web.Designer;

/// <summary>The real Elsa Studio under /designer, and the API behind it under /elsa/api.</summary>
internal static class DesignerSetup
{
    public const string ApiPath = "/elsa/api", HubPath = "/elsa/hubs";

    public static IServiceCollection AddDesigner(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddElsaApi();
        services.AddElsaSecurity(configuration);
        services.AddSingleton<IElsaHost, ElsaHost>();
        services.AddScoped<IInstanceGuard, CaseInstancesAreKept>();
        services.AddSingleton<IDescriptorTexts, DescriptorTexts>();
        return services;
    }

    /// <summary>The bundle's files: before routing, so that no page and no policy is asked for them.</summary>
    public static void UseDesignerBundle(this WebApplication app) => DesignerBundle.Use(app);

    public static void MapDesigner(this WebApplication app)
    {
        app.MapElsaApi(ApiPath, ElsaSecurity.Policy);
        app.MapDesignerToken();

        // Links inside Studio's panels that know nothing of our base address.
        app.MapGet("/workflows/definitions/{id}/edit", (string id) => Results.LocalRedirect(StudioView.FlowPath(id)));
        app.MapGet("/workflows/instances/{id}/view", (string id) => Results.LocalRedirect(StudioView.InstancePath(id)));
    }
}
