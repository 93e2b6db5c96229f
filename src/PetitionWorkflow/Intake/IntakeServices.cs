using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Intake.ByMail;
using PetitionWorkflow.Intake.Duplicates;
using PetitionWorkflow.Intake.Import;
using PetitionWorkflow.Intake.ReturnVisits;
using PetitionWorkflow.Intake.Rounds;

namespace PetitionWorkflow.Intake;

public static class IntakeServices
{
    public static IServiceCollection AddIntake(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IntakeOptions>().Bind(configuration.GetSection("Intake"))
            .Validate(o => o.NamesOnlyKnownFields(), "Intake:RequiredFor… names a field that no register has.")
            .Validate(o => o.Platforms.All(p => p.Length <= 64), "Intake:WatchedPlatforms names a platform of more than 64 characters.")
            .ValidateOnStart();
        services.AddSingleton<RegisterRules>();
        services.AddSingleton<DuplicateIndex>();
        services.AddScoped<DuplicateFinder>();
        services.AddScoped<FinalMatters>();
        services.AddScoped<Accusations>();
        services.AddScoped<RegisterPetitionHandler>();
        services.AddScoped<ChangeRegisterHandler>();
        services.AddScoped<FindOwnCase>();
        services.AddScoped<AddMaterialHandler>();
        services.AddScoped<RatePetitionHandler>();
        services.AddScoped<RecordReturnVisitHandler>();
        services.AddScoped<ReturnVisitList>();
        services.AddScoped<ReturnVisitShare>();
        services.AddOptions<ImportOptions>().Bind(configuration.GetSection("Import")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ImportStorage>();
        services.AddSingleton<Importer>();
        services.AddScoped<ImportBatchHandler>();
        services.AddScoped<StartImportHandler>();
        services.AddScoped<DryRun>();
        services.AddScoped<ImportFiles>();
        services.AddScoped<TakeMailInHandler>();
        services.AddScoped<FetchMail>();
        services.AddScoped<ReadMailbox>();
        services.AddScoped<TakeUpMail>();
        services.AddScoped<RoundsReader>();
        services.AddScoped<CallAnswersReader>();
        services.AddScoped<RecordLetterBatchHandler>();
        services.AddScoped<RecordPlatformLookHandler>();
        return services;
    }
}
