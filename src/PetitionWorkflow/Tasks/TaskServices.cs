using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Tasks;

public static class TaskServices
{
    public static IServiceCollection AddTasks(this IServiceCollection services) => services
        .AddSingleton<TaskForms>()
        .AddScoped<OpenTask>()
        .AddScoped<TaskCandidates>()
        .AddScoped<TaskReferences>()
        .AddScoped<Inbox>()
        .AddScoped<InboxGlances>()
        .AddScoped<TaskReader>()
        .AddScoped<ClaimTaskHandler>()
        .AddScoped<ReleaseTaskHandler>()
        .AddScoped<DelegateTaskHandler>()
        .AddScoped<CompleteTaskHandler>()
        .AddScoped<SaveTaskDraftHandler>();
}
