using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace PetitionWorkflow.Web.Public;

internal static class PublicPages
{
    public const string Submissions = "public-submissions";
    public const string Queries = "public-queries";

    /// <summary>Before a petition is sent it is checked and put right a few times.</summary>
    private const int DraftsPerSubmission = 5;

    public static IServiceCollection AddPublicPages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PublicOptions>().Bind(configuration.GetSection("Public")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PublicCookies>();
        services.AddScoped<OwnCaseReader>();
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(Submissions, context => IsLookedOver(context)
                ? Limit(context, Submissions + "-drafts", o => o.SubmissionsPerHour * DraftsPerSubmission, TimeSpan.FromHours(1))
                : Limit(context, Submissions, o => o.SubmissionsPerHour, TimeSpan.FromHours(1)));
            limiter.AddPolicy(Queries, context => Limit(context, Queries, o => o.QueriesPerTenMinutes, TimeSpan.FromMinutes(10)));
        });
        return services;
    }

    /// <summary>The form is checked or opened again; nothing is sent yet.</summary>
    private static bool IsLookedOver(HttpContext context) => context.Request.Query["handler"].ToString() is "Check" or "Edit";

    /// <summary>Reading is free; only what is sent counts. The address is kept in memory for the window and written nowhere.</summary>
    private static RateLimitPartition<string> Limit(HttpContext context, string policy, Func<PublicOptions, int> permits, TimeSpan window)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            return RateLimitPartition.GetNoLimiter("");
        }

        var options = context.RequestServices.GetRequiredService<IOptions<PublicOptions>>().Value;
        return RateLimitPartition.GetSlidingWindowLimiter(
            $"{policy}:{context.Connection.RemoteIpAddress}",
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits(options), Window = window, SegmentsPerWindow = 10, QueueLimit = 0 });
    }
}
