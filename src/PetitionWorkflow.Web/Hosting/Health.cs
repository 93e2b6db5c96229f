using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace PetitionWorkflow.Web.Hosting;

internal static class Health
{
    /// <summary>A health check with this tag must pass before the service takes work.</summary>
    public const string Ready = "ready";

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
    }
}
