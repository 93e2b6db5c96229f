using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PetitionWorkflow.Jobs;

public static class JobServices
{
    /// <summary>
    /// A program that is killed leaves its locks behind; by default the others' timetable would stand still for ten minutes and their
    /// workers look for work every fifteen seconds. What is due stands in rows, so that a lock that is broken too early does no harm.
    /// </summary>
    private static readonly PostgreSqlStorageOptions SharedHeartbeat = new()
    {
        DistributedLockTimeout = TimeSpan.FromSeconds(30),
        QueuePollInterval = TimeSpan.FromSeconds(2),
    };

    /// <summary>What every host needs: nudges that go nowhere until a job server is added.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<RunningWork>();
        services.TryAddSingleton<IJobNudge, NoNudge>();
        return services;
    }

    /// <summary>
    /// The heartbeat (D4): Hangfire in memory, or in the service's own PostgreSQL when several nodes may run. It may forget
    /// everything at a restart; what is due stands in rows.
    /// </summary>
    public static IServiceCollection AddJobServer(this IServiceCollection services, string? postgresConnectionString)
    {
        services.AddHangfire(hangfire =>
        {
            hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
            if (postgresConnectionString is null)
            {
                hangfire.UseInMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromHours(2) });
            }
            else
            {
                hangfire.UsePostgreSqlStorage(postgres => postgres.UseNpgsqlConnection(postgresConnectionString), SharedHeartbeat);
            }
        });
        services.AddHangfireServer(server =>
        {
            server.WorkerCount = 4;
            server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
        });
        services.Replace(ServiceDescriptor.Singleton<IJobNudge, HangfireNudge>());
        return services;
    }

    /// <summary>One line of the timetable.</summary>
    /// <param name="jobs">Hangfire's recurring jobs.</param>
    /// <param name="cron">Cronos syntax, with seconds when it has six fields.</param>
    /// <param name="atStart">Also at once: a process that was killed may have left work behind.</param>
    public static void Every<TWork>(this IRecurringJobManager jobs, string cron, bool atStart = true) where TWork : IRecurringWork
    {
        var name = TWork.Name;
        jobs.AddOrUpdate<RecurringWorkJob<TWork>>(name, job => job.RunAsync(name, CancellationToken.None), cron);
        if (atStart)
        {
            jobs.Trigger(name);
        }
    }
}
