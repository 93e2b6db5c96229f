using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Reports.Monthly;
using PetitionWorkflow.Reports.Ranking;

namespace PetitionWorkflow.Reports;

public static class ReportServices
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddScoped<RankingFacts>()
        .AddScoped<MakeRankingHandler>()
        .AddScoped<MonthFacts>()
        .AddScoped<MonthReports>()
        .AddScoped<UnitCopies>()
        .AddSingleton<FigureTables>()
        .AddSingleton<ReportPaper>()
        .AddScoped<ReportNotices>()
        .AddScoped<DraftMonthReportHandler>()
        .AddScoped<DraftLastMonth>()
        .AddScoped<WriteMonthReportHandler>()
        .AddScoped<DecideMonthReportHandler>();
}
