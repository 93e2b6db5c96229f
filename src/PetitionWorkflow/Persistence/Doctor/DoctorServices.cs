using Microsoft.Extensions.DependencyInjection;

namespace PetitionWorkflow.Persistence.Doctor;

internal static class DoctorServices
{
    public static IServiceCollection AddDoctor(this IServiceCollection services)
    {
        services.AddScoped<IInvariant, DatabaseIsWhole>();
        services.AddScoped<IInvariant, CasesWereRegisteredOnce>();
        services.AddScoped<IInvariant, NumbersHaveNoGap>();
        services.AddScoped<IInvariant, CasesHaveRunningInstances>();
        services.AddScoped<IInvariant, TasksHaveLiveBookmarks>();
        services.AddScoped<IInvariant, InstancesWaitForSomething>();
        services.AddScoped<IInvariant, BookmarksHaveWakers>();
        services.AddScoped<IInvariant, TimersHaveBookmarks>();
        services.AddScoped<IInvariant, ClocksHaveDueDays>();
        services.AddScoped<IInvariant, MailsAreUnique>();
        services.AddScoped<IInvariant, RemindersHaveTheirMails>();
        services.AddScoped<IInvariant, AttachmentsHaveTheirFiles>();
        return services.AddScoped(provider => new DoctorVisit(
            provider.GetRequiredService<PetitionDbContext>(), provider.GetServices<IInvariant>()));
    }
}
