using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reports;

/// <summary>A span of legal days, both ends included, that a report is about.</summary>
public readonly record struct Period(DateOnly First, DateOnly Last)
{
    /// <summary>The first instant of the period (UTC).</summary>
    public DateTime From => ChinaTime.ToUtc(First, TimeOnly.MinValue);

    /// <summary>The first instant after the period (UTC).</summary>
    public DateTime Until => ChinaTime.EndOf(Last);

    public static Period Month(int year, int month) => new(new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(1).AddDays(-1));

    public static Period Quarter(int year, int quarter) => new(new DateOnly(year, (quarter * 3) - 2, 1), new DateOnly(year, quarter * 3, 1).AddMonths(1).AddDays(-1));

    public bool IsOverOn(DateOnly day) => day > Last;
}
