using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Intake.Duplicates;

namespace PetitionWorkflow.Intake;

public static class IntakeServices
{
    public static IServiceCollection AddIntake(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IntakeOptions>().Bind(configuration.GetSection("Intake"))
            .Validate(o => o.NamesOnlyKnownFields(), "Intake:RequiredFor… names a field that no register has.")
            .ValidateOnStart();
        services.AddSingleton<RegisterRules>();
        services.AddSingleton<DuplicateIndex>();
        services.AddScoped<DuplicateFinder>();
        services.AddScoped<RegisterPetitionHandler>();
        services.AddScoped<ChangeRegisterHandler>();
        return services;
    }
}
