using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace PetitionWorkflow.Web.Api;

/// <summary>The service's own JSON API for other systems of the city, described at <c>/api/openapi.json</c>.</summary>
internal static class ApiSetup
{
    private const string Policy = "api";

    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection("Api")).ValidateDataAnnotations().ValidateOnStart();
        services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(Policy, Limit);
            limiter.OnRejected = (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                {
                    rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                }

                return ValueTask.CompletedTask;
            };
        });
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
        var api = app.MapGroup("/api").RequireAuthorization(Policy).RequireRateLimiting(Policy);
        PetitionApi.Map(api);
        AttachmentApi.Map(api);
        TaskApi.Map(api);
    }

    /// <summary>Each key for itself: a system that runs wild does not silence the others.</summary>
    private static RateLimitPartition<string> Limit(HttpContext context) => RateLimitPartition.GetTokenBucketLimiter(
        context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "",
        _ =>
        {
            var perMinute = context.RequestServices.GetRequiredService<IOptions<ApiOptions>>().Value.RequestsPerMinute;
            return new TokenBucketRateLimiterOptions
            {
                TokenLimit = perMinute, TokensPerPeriod = perMinute, ReplenishmentPeriod = TimeSpan.FromMinutes(1), QueueLimit = 0,
            };
        });
}
