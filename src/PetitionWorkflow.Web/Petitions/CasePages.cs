using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Web.Layout;
using PetitionWorkflow.Web.Reviews;

namespace PetitionWorkflow.Web.Petitions;

internal static class CasePages
{
    public static IServiceCollection AddCasePages(this IServiceCollection services) => services
        .AddSingleton<HistoryWords>()
        .AddScoped<CaseHistory>()
        .AddScoped<CaseInstances>()
        .AddHostedService<ViewingWriter>()
        .AddScoped<INavigationCount, RecusalCount>()
        .AddScoped<CasePageReader>();
}
