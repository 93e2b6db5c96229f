using Hangfire;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Web.Hosting;

internal static class JobHosting
{
    /// <summary>The heartbeat of a serving process; a command runs without one.</summary>
    public static IServiceCollection AddJobHosting(this IServiceCollection services, IConfiguration configuration)
    {
        var database = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        return services.AddJobServer(database.Provider == DatabaseProvider.PostgreSql ? database.ConnectionString : null);
    }

    public static void UseTimetable(this WebApplication app) => RecurringJobs.Schedule(app.Services.GetRequiredService<IRecurringJobManager>());
}
