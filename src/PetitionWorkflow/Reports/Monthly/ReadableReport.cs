namespace PetitionWorkflow.Reports.Monthly;

/// <summary>A report as one reader may have it.</summary>
public sealed class ReadableReport(MonthReport source, ReportWords words, MonthFigures figures, MonthReport? whole, UnitCopy? unitCopy)
{
    public int Year => source.Year;
    public int Month => source.Month;
    public ReportState State => source.State;
    public DateTime FiguredAt => source.FiguredAt;
    public DateTime? ApprovedAt => source.ApprovedAt;
    public ReportWords Words => words;
    public MonthFigures Figures => figures;

    /// <summary>For the office: history, hash and submission; null for a unit.</summary>
    public MonthReport? Whole => whole;

    /// <summary>For the office: what units will read or do read; null before the first submission and for a unit.</summary>
    public UnitCopy? UnitCopy => unitCopy;
}
