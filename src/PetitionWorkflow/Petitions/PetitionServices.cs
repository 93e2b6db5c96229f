using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Petitions.Categories;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions;

public static class PetitionServices
{
    public static IServiceCollection AddPetitions(this IServiceCollection services) => services
        .AddScoped<CaseList>()
        .AddScoped<CaseReader>()
        .AddSingleton<ViewingLog>()
        .AddScoped<ViewingReader>()
        .AddScoped<RecordProgressHandler>()
        .AddScoped<RecordContactHandler>()
        .AddScoped<RecordUrgeHandler>()
        .AddScoped<Bars>()
        .AddScoped<CaseDuties>()
        .AddScoped<DutyLines>()
        .AddScoped<RecordAssignmentMeetingHandler>()
        .AddScoped<SuperviseUnitHandler>()
        .AddScoped<SupervisionLimit>()
        .AddScoped<RecordMediationHandler>()
        .AddScoped<CloseDutyHandler>()
        .AddScoped<WaiveDutyHandler>()
        .AddScoped<ICaseEventHandler<PetitionClosed>, EndDuties>()
        .AddScoped<IStartupSeed, CategorySeed>()
        .AddScoped<CategoryTree>()
        .AddSingleton<CategoryGuessCache>()
        .AddScoped<CategoryGuesses>()
        .AddScoped<CategoryWriter>()
        .AddScoped<AddCategoryHandler>()
        .AddScoped<RenameCategoryHandler>()
        .AddScoped<RetireCategoryHandler>()
        .AddScoped<ImportCategoriesHandler>();
}
