using Microsoft.AspNetCore.Authentication;

namespace PetitionWorkflow.Web.Api;

/// <summary>The service's own JSON API for other systems of the city, described at <c>/api/openapi.json</c>.</summary>
internal static class ApiSetup
{
    private const string Policy = "api";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyScheme>(ApiKeyScheme.Name, null);
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.AddAuthenticationSchemes(ApiKeyScheme.Name).RequireAuthenticatedUser());
        services.AddOpenApi("openapi", options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "PetitionWorkflow";
                document.Info.Description = "Authorization: Bearer KEY; an administrator issues keys at /staff/keys.";
                return Task.CompletedTask;
            });
        });
        return services;
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi("/api/{documentName}.json").AllowAnonymous();
        var api = app.MapGroup("/api").RequireAuthorization(Policy);
        PetitionApi.Map(api);
        TaskApi.Map(api);
    }
}
