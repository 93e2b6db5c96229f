using PetitionWorkflow.Petitions.Viewings;

namespace PetitionWorkflow.Web.Petitions;

internal static class CasePages
{
    public static IServiceCollection AddCasePages(this IServiceCollection services) => services
        .AddSingleton<HistoryWords>()
        .AddScoped<CaseHistory>()
        .AddScoped<CaseInstances>()
        .AddHostedService<ViewingWriter>()
        .AddScoped<CasePageReader>();
}
