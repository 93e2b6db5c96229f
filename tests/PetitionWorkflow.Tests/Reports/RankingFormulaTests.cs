using PetitionWorkflow.Reports;
using PetitionWorkflow.Reports.Ranking;

namespace PetitionWorkflow.Tests.Reports;

/// <summary>五(三)2: the score and the place, from inputs alone.</summary>
public sealed class RankingFormulaTests
{
    private static readonly DateOnly Day = new(2026, 2, 3);

    [Fact]
    public void Weights_AreParts_OfAHundred() => Assert.Equal(100, RankingFormula.Current.Weights.Values.Sum());

    [Fact]
    public void Score_IsTheWeightedMean_AndIndicatorsWithoutCasesGiveTheirWeightToTheOthers()
    {
        // 2 of 3 in time (weight 30), 3 of 3 signed (weight 15); nothing else happened: (66.67 × 30 + 100 × 15) / 45.
        var unit = Only(Unit("a", [.. Facts(Indicator.OnTime, 2, 3), .. Facts(Indicator.Acceptance, 3, 3)]));

        Assert.Equal((2, 3, 6667), (unit.Of(Indicator.OnTime).Counted, unit.Of(Indicator.OnTime).Of, unit.Of(Indicator.OnTime).Rate));
        Assert.Equal(7778, unit.Score);
        Assert.Null(unit.Of(Indicator.Satisfaction).Rate);
    }

    [Fact]
    public void Places_OfEqualScores_AreShared_AndTheNextOneIsLeftOut()
    {
        var result = Compute(
            Unit("a", Facts(Indicator.OnTime, 3, 4)), Unit("b", Facts(Indicator.OnTime, 4, 4)), Unit("c", Facts(Indicator.OnTime, 6, 8)), Unit("d", Facts(Indicator.OnTime, 0, 5)));

        Assert.Equal([("b", 1), ("a", 2), ("c", 2), ("d", 4)], result.Units.Select(u => (u.Code, u.Rank)).Cast<(string, int?)>());
    }

    [Fact]
    public void AUnit_WithFewCases_HasFiguresButNoPlace()
    {
        var result = Compute(Unit("few", Facts(Indicator.OnTime, 2, 2)), Unit("many", Facts(Indicator.OnTime, 1, 3)));

        Assert.Equal([("many", 1), ("few", null)], result.Units.Select(u => (u.Code, u.Rank)));
        Assert.Equal(RankingFormula.Full, result.Units[1].Score);
    }

    [Fact]
    public void FinalQuality_IsShown_ButWeighsNothing()
    {
        var unit = Only(Unit("a", [.. Facts(Indicator.FirstPass, 0, 3), .. Facts(Indicator.FinalPass, 3, 3)]));

        Assert.Equal((0, RankingFormula.Full), (unit.Score, unit.Of(Indicator.FinalPass).Rate));
    }

    [Fact]
    public void CanonicalJson_DoesNotDependOnTheOrderOfNames_AndAnyOtherValueHasAnotherHash()
    {
        var one = CanonicalJson.Write(new { b = 1, a = new { 名 = "环境局", c = new[] { 2, 1 } } });

        Assert.Equal("""{"a":{"c":[2,1],"名":"环境局"},"b":1}""", one);
        Assert.Equal(one, CanonicalJson.Write(new { a = new { c = new[] { 2, 1 }, 名 = "环境局" }, b = 1 }));
        Assert.NotEqual(CanonicalJson.Hash(one), CanonicalJson.Hash(one.Replace('2', '3')));
    }

    private static UnitResult Only(UnitInputs unit) => Assert.Single(Compute(unit).Units);

    private static RankingResult Compute(params UnitInputs[] units) => RankingFormula.Current.Compute(new RankingInputs(ReportSpan.Quarter, 2026, 1, units));

    private static UnitInputs Unit(string code, IReadOnlyList<IndicatorFact> facts) => new(Guid.Empty, code, "Unit " + code, facts);

    private static IReadOnlyList<IndicatorFact> Facts(Indicator indicator, int counted, int of) =>
        [.. Enumerable.Range(1, of).Select(i => new IndicatorFact(indicator, $"XF-2026-{i:D6}", i <= counted, Day, Day, null))];
}
