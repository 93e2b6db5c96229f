using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PetitionWorkflow.Archive;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reports;
using PetitionWorkflow.Reviews;
using PetitionWorkflow.Routing;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.UrgentReports;

namespace PetitionWorkflow;

/// <summary>The whole service, room by room, in the order in which rooms may know each other.</summary>
public static class PetitionWorkflowServices
{
    public static IServiceCollection AddPetitionWorkflow(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection("Storage")).ValidateOnStart();
        services.AddOptions<DatabaseOptions>().Bind(configuration.GetSection("Database"))
            .Validate(
                o => o.Provider == DatabaseProvider.Sqlite || !string.IsNullOrWhiteSpace(o.ConnectionString),
                "Database:ConnectionString is required when Database:Provider is PostgreSql.")
            .ValidateOnStart();
        services.AddOptions<DemoOptions>().Bind(configuration.GetSection("Demo")).ValidateOnStart();
        services.TryAddSingleton(_ => Texts.Load(typeof(Texts).Assembly));
        services.AddSingleton<ServiceClock>();
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<ServiceClock>());
        services.AddDemoClock();
        services.AddJobs();
        services.AddPersistence(configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite));
        services.AddStaff();
        services.AddPetitions();
        services.AddMail(configuration);
        services.AddDocuments(configuration);
        services.AddAttachments(configuration);
        services.AddIntake(configuration);
        services.AddTasks();
        services.AddDeadlines();
        services.AddArchive();
        services.AddReviews();
        services.AddUrgentReports();
        services.AddCaseRouting();
        services.AddReports();
        return services;
    }
}
