using PetitionWorkflow.Web.Layout;

namespace PetitionWorkflow.Web.Deadlines;

internal static class DeadlinePages
{
    public static IServiceCollection AddDeadlinePages(this IServiceCollection services) => services.AddScoped<INavigationCount, PauseCount>();
}
