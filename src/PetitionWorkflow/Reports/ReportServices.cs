using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Reports.Monthly;
using PetitionWorkflow.Reports.Ranking;
using PetitionWorkflow.Reports.Suggestions;

namespace PetitionWorkflow.Reports;

public static class ReportServices
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddScoped<RankingFacts>()
        .AddScoped<MakeRankingHandler>()
        .AddScoped<SuggestionList>()
        .AddScoped<DecideSuggestionHandler>()
        .AddScoped<MonthFacts>()
        .AddScoped<MonthReports>()
        .AddScoped<UnitCopies>()
        .AddSingleton<FigureTables>()
        .AddSingleton<ReportPaper>()
        .AddScoped<ReportNotices>()
        .AddScoped<DraftMonthReportHandler>()
        .AddScoped<DraftLastMonth>()
        .AddScoped<ReportClocks>()
        .AddScoped<RemindOfReports>()
        .AddScoped<RemindOfReportsHandler>()
        .AddScoped<WriteMonthReportHandler>()
        .AddScoped<DecideMonthReportHandler>();
}
