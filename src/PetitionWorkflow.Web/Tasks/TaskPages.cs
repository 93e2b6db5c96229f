using PetitionWorkflow.Web.Layout;

namespace PetitionWorkflow.Web.Tasks;

internal static class TaskPages
{
    public static IServiceCollection AddTaskPages(this IServiceCollection services) => services
        .AddScoped<InboxNumbers>()
        .AddScoped<INavigationCount, InboxCount>()
        .AddScoped<TaskFormBuilder>()
        .AddScoped<EarlierWork>()
        .AddScoped<TaskDesk>();
}
