using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Tasks;

public static class TaskServices
{
    public static IServiceCollection AddTasks(this IServiceCollection services) => services
        .AddSingleton<TaskForms>()
        .AddScoped<OpenTask>()
        .AddScoped<Recusal>()
        .AddScoped<TaskCandidates>()
        .AddScoped<ICaseEventHandler<PersonBarred>, TakeBackTasks>()
        .AddScoped<TaskReferences>()
        .AddScoped<Inbox>()
        .AddScoped<InboxGlances>()
        .AddScoped<TaskReader>()
        .AddScoped<ClaimTaskHandler>()
        .AddScoped<ReleaseTaskHandler>()
        .AddScoped<DelegateTaskHandler>()
        .AddScoped<HandTasksOver>()
        .AddScoped<HandTasksOverHandler>()
        .AddScoped<CompleteTaskHandler>()
        .AddScoped<SaveTaskDraftHandler>();
}
