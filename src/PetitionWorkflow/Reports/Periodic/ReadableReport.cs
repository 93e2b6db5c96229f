namespace PetitionWorkflow.Reports.Periodic;

/// <summary>A report as one reader may have it.</summary>
public sealed class ReadableReport(PeriodReport source, ReportWords words, PeriodFigures figures, PeriodReport? whole, UnitCopy? unitCopy)
{
    public ReportPeriod Period => source.Key;
    public ReportState State => source.State;
    public DateTime FiguredAt => source.FiguredAt;
    public DateTime? ApprovedAt => source.ApprovedAt;
    public ReportWords Words => words;
    public PeriodFigures Figures => figures;

    /// <summary>For the office: history, hash and submission; null for a unit.</summary>
    public PeriodReport? Whole => whole;

    /// <summary>For the office: what units will read or do read; null before the first submission and for a unit.</summary>
    public UnitCopy? UnitCopy => unitCopy;
}
