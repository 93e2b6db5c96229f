using Hangfire;
using Hangfire.Dashboard;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Hosting;

internal static class JobDashboard
{
    /// <summary>Hangfire's own pages at /jobs, for administrators; the policy of the endpoint decides, not Hangfire's local-only default.</summary>
    public static void MapJobDashboard(this WebApplication app) =>
        app.MapHangfireDashboard("/jobs", new DashboardOptions { Authorization = [new DecidedByPolicy()], AppPath = "/", DisplayStorageConnectionString = false })
            .RequireAuthorization(Policies.Administer);

    private sealed class DecidedByPolicy : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) => true;
    }
}
