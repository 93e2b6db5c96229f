using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Reports.Periodic;
using PetitionWorkflow.Reports.Ranking;
using PetitionWorkflow.Reports.Situations;
using PetitionWorkflow.Reports.Suggestions;

namespace PetitionWorkflow.Reports;

public static class ReportServices
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddScoped<RankingFacts>()
        .AddScoped<MakeRankingHandler>()
        .AddScoped<SuggestionList>()
        .AddScoped<SituationNotes>()
        .AddScoped<WriteSituationNoteHandler>()
        .AddScoped<NoteSituationHandler>()
        .AddScoped<DecideSuggestionHandler>()
        .AddScoped<PeriodFacts>()
        .AddScoped<PeriodReports>()
        .AddScoped<UnitCopies>()
        .AddSingleton<FigureTables>()
        .AddSingleton<ReportPaper>()
        .AddScoped<ReportNotices>()
        .AddScoped<DraftReportHandler>()
        .AddScoped<DraftLastPeriods>()
        .AddScoped<ReportClocks>()
        .AddScoped<RemindOfReports>()
        .AddScoped<RemindOfReportsHandler>()
        .AddScoped<WriteReportHandler>()
        .AddScoped<DecideReportHandler>();
}
