namespace PetitionWorkflow.Web.Intake;

internal static class IntakePages
{
    public static IServiceCollection AddIntakePages(this IServiceCollection services) => services.AddSingleton<StagedFiles>().AddScoped<GivenFiles>();
}
