using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reports.Periodic;

public static class ReportTitles
{
    public static string TitleOf(this Texts texts, ReportPeriod period) => texts[$"Periodic.Title.{period.Span}", period.Year, period.Number];
}
