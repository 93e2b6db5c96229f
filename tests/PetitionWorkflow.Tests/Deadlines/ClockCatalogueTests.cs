using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Deadlines;

public sealed class ClockCatalogueTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void Shipped_HoldsEveryClockOfTheDomain()
    {
        string[] expected = [.. Enumerable.Range(1, 17).Select(n => $"K{n:00}"), "K18-week", "K18-month", "K18-quarter", "K18-year", "K19", "K20", "K21"];

        Assert.All(expected, code => Assert.False(ClockCatalogue.Shipped.InForce(code, Today).IsRefused));
        Assert.Equal(expected.Order(StringComparer.Ordinal), ClockCatalogue.Shipped.Rules.Select(r => r.Code).Distinct());
    }

    [Theory]
    [InlineData("K01", 15, ClockUnit.CalendarDays, ClockStanding.Legal, true)]
    [InlineData("K02", 15, ClockUnit.CalendarDays, ClockStanding.Legal, true)]
    [InlineData("K03", 15, ClockUnit.CalendarDays, ClockStanding.Legal, true)]
    [InlineData("K04", 5, ClockUnit.WorkingDays, ClockStanding.Right, false)]
    [InlineData("K05", 60, ClockUnit.CalendarDays, ClockStanding.Legal, true)]
    [InlineData("K06", 30, ClockUnit.CalendarDays, ClockStanding.Legal, true)]
    [InlineData("K08", 30, ClockUnit.CalendarDays, ClockStanding.Right, true)]
    [InlineData("K09", 30, ClockUnit.CalendarDays, ClockStanding.Legal, true)]
    [InlineData("K11", 30, ClockUnit.CalendarDays, ClockStanding.Legal, true)]
    [InlineData("K12", 10, ClockUnit.WorkingDays, ClockStanding.Internal, false)]
    [InlineData("K15", 1, ClockUnit.WorkingDays, ClockStanding.Internal, false)]
    public void Shipped_HasTheLengthOfTheRegulation(string code, int length, ClockUnit unit, ClockStanding standing, bool rollForward)
    {
        var rule = ClockCatalogue.Shipped.InForce(code, Today).Value;

        Assert.Equal((length, unit, standing, rollForward), (rule.Length!.Value, rule.Unit, rule.Standing, rule.RollForward));
    }

    [Fact]
    public void InForce_BeforeAndAfterTheRegulationOf2022_CitesTheLawOfItsTime()
    {
        var before = ClockCatalogue.Shipped.InForce("K05", new DateOnly(2022, 4, 30)).Value;
        var after = ClockCatalogue.Shipped.InForce("K05", new DateOnly(2022, 5, 1)).Value;

        Assert.Equal((1, 2), (before.Version, after.Version));
        Assert.Equal("reg2005-33", before.Basis);
        Assert.Equal("reg-34", after.Basis);
        Assert.Equal("clock-rule-not-in-force", ClockCatalogue.Shipped.InForce("K05", new DateOnly(2005, 4, 30)).Refusal?.Code);
        Assert.Equal("clock-rule-not-in-force", ClockCatalogue.Shipped.InForce("K99", Today).Refusal?.Code);
    }

    [Fact]
    public void Shipped_EveryClockAndBasis_HasItsText()
    {
        var texts = Texts.Load(typeof(Texts).Assembly);

        Assert.All(ClockCatalogue.Shipped.Rules, rule => Assert.True(texts.Has($"Deadlines.Clock.{rule.Code}") && texts.Has($"Deadlines.Basis.{rule.Basis}"), rule.Code));
    }

    [Fact]
    public void Internal_TargetsNeverCiteTheRegulation() =>
        Assert.All(ClockCatalogue.Shipped.Rules.Where(r => r.Standing == ClockStanding.Internal), r => Assert.StartsWith("internal-", r.Basis));

    public static TheoryData<string, ClockRule> BrokenRules()
    {
        var good = Clocks.Rule(10);
        return new TheoryData<string, ClockRule>
        {
            { "length", good with { Length = 0 } },
            { "nothing ends it", good with { Stops = [] } },
            { "nothing ends it", good with { Stops = ["sunset"] } },
            { "nothing ends it", good with { Restarts = [StopEvents.ProgressRecorded] } },
            { "ends before", good with { EffectiveUntil = good.EffectiveFrom.AddDays(-1) } },
            { "roll forward", good with { Unit = ClockUnit.Hours, RollForward = true } },
            { "no ladder", good with { Ladder = "none" } },
            { "another unit", good with { Unit = ClockUnit.Hours, RollForward = false } },
            { "to extend it", good with { ExtendedBy = "K99" } },
        };
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(BrokenRules))]
    public void New_WithARuleThatContradictsItself_Throws(string why, ClockRule rule)
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => new ClockCatalogue([rule], [Clocks.LegalLadder]));

        Assert.Contains(why, thrown.Message);
    }

    [Fact]
    public void New_WithTwoVersionsInForceAtOnce_Throws()
    {
        var first = Clocks.Rule(10);
        var second = first with { Version = 2, EffectiveFrom = first.EffectiveFrom.AddYears(1) };

        Assert.Throws<InvalidOperationException>(() => new ClockCatalogue([first, second], [Clocks.LegalLadder]));
    }
}
