namespace PetitionWorkflow.Reports.Ranking;

/// <summary>The four indicators of 五(二), quality at the first and the last round apart (C80), and contact with the petitioner (C44).</summary>
public enum Indicator
{
    /// <summary>受理率: assignments signed for, of those given (C78).</summary>
    Acceptance = 1,

    /// <summary>辦理時限達標率: feedback in time, of that due (C79).</summary>
    OnTime = 2,

    /// <summary>聯繫率: results reported after the petitioner was spoken with (C44).</summary>
    Contact = 3,

    /// <summary>一次審核合格率</summary>
    FirstPass = 4,

    /// <summary>最終審核合格率</summary>
    FinalPass = 5,

    /// <summary>群眾滿意度: satisfied or fairly satisfied with the outcome, of those who rated it (C81).</summary>
    Satisfaction = 6,
}

/// <summary>Everything that a ranking is computed from, frozen. Nothing else may flow into the formula.</summary>
/// <param name="Units">In the order of their codes.</param>
public sealed record RankingInputs(ReportSpan Span, int Year, int Number, IReadOnlyList<UnitInputs> Units);

/// <param name="Name">As the unit was called then.</param>
public sealed record UnitInputs(Guid UnitId, string Code, string Name, IReadOnlyList<IndicatorFact> Facts);

/// <summary>One case in the denominator of one indicator; <paramref name="Counts"/> puts it into the numerator too, so that no numerator can exceed its denominator.</summary>
/// <param name="Case">登記編號</param>
/// <param name="Due">The day until which, where there is one.</param>
/// <param name="Done">The day on which it was done or said.</param>
/// <param name="Said">The outcome of a verification, or the rating.</param>
public sealed record IndicatorFact(Indicator Indicator, string Case, bool Counts, DateOnly? Due, DateOnly? Done, string? Said);
