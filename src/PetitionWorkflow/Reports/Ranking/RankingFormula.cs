namespace PetitionWorkflow.Reports.Ranking;

/// <summary>
/// How a score is made of the inputs. A version never changes once a ranking was made with it: another way of counting is another
/// version. Whole numbers only, so that every machine and every year gives the same digits.
/// </summary>
public sealed class RankingFormula
{
    /// <summary>100 %, and 100.00 points.</summary>
    public const int Full = 10_000;

    private static readonly RankingFormula[] All =
    [
        new()
        {
            Version = 1,
            MinimumCases = 3,
            Weights = new Dictionary<Indicator, int>
            {
                [Indicator.Acceptance] = 15, [Indicator.OnTime] = 30, [Indicator.Contact] = 10, [Indicator.FirstPass] = 25, [Indicator.FinalPass] = 0, [Indicator.Satisfaction] = 20,
            },
        },
    ];

    public required int Version { get; init; }

    /// <summary>A unit with fewer cases has figures but no place: one case would decide everything.</summary>
    public required int MinimumCases { get; init; }

    /// <summary>Parts of 100; an indicator of weight 0 is shown only.</summary>
    public required IReadOnlyDictionary<Indicator, int> Weights { get; init; }

    public static RankingFormula Current => All[^1];

    public static RankingFormula Of(int version) => All.Single(f => f.Version == version);

    /// <summary>Pure: the same inputs give the same result.</summary>
    public RankingResult Compute(RankingInputs inputs)
    {
        var units = inputs.Units.Select(Score).ToList();
        var places = units.Where(u => u.IsRanked).Select(u => u.Score!.Value).ToList();
        return new RankingResult(
        [
            .. units.Select(u => u with { Rank = u.IsRanked ? 1 + places.Count(other => other > u.Score) : null })
                .OrderBy(u => u.Rank ?? int.MaxValue).ThenBy(u => u.Code, StringComparer.Ordinal),
        ]);
    }

    private UnitResult Score(UnitInputs unit)
    {
        var figures = Enum.GetValues<Indicator>().Select(i => FigureOf(i, [.. unit.Facts.Where(f => f.Indicator == i)])).ToList();
        var weighed = figures.Where(f => f.Rate is not null && f.Weight > 0).ToList();
        int? score = weighed.Count == 0 ? null : Rounded(weighed.Sum(f => (long)f.Rate!.Value * f.Weight), weighed.Sum(f => f.Weight));
        var cases = unit.Facts.Select(f => f.Case).Distinct(StringComparer.Ordinal).Count();
        return new UnitResult(unit.UnitId, unit.Code, unit.Name, cases, figures, score, cases >= MinimumCases && score is not null, null);
    }

    private IndicatorFigure FigureOf(Indicator indicator, IReadOnlyList<IndicatorFact> facts)
    {
        var counted = facts.Count(f => f.Counts);
        int? rate = facts.Count == 0 ? null : Rounded((long)counted * Full, facts.Count);
        return new IndicatorFigure(indicator, counted, facts.Count, rate, Weights[indicator]);
    }

    /// <summary>Half goes up.</summary>
    private static int Rounded(long dividend, long divisor) => (int)(((2 * dividend) + divisor) / (2 * divisor));
}

public sealed record RankingResult(IReadOnlyList<UnitResult> Units);

/// <param name="Cases">How many different cases the figures rest on.</param>
/// <param name="Score">Hundredths of a point; the weights of indicators without any case are shared among the others.</param>
/// <param name="IsRanked">Enough cases for a place.</param>
/// <param name="Rank">Equal scores share a place, and the next one is left out: 1, 2, 2, 4.</param>
public sealed record UnitResult(Guid UnitId, string Code, string Name, int Cases, IReadOnlyList<IndicatorFigure> Figures, int? Score, bool IsRanked, int? Rank)
{
    public IndicatorFigure Of(Indicator indicator) => Figures.Single(f => f.Indicator == indicator);
}

/// <param name="Rate">Hundredths of a per cent; null when no case fell to the indicator.</param>
public sealed record IndicatorFigure(Indicator Indicator, int Counted, int Of, int? Rate, int Weight);
