using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Deadlines;

public sealed class LadderTests
{
    private static string[] Lines(Ladder ladder, int count) =>
        [.. ladder.Stages.Take(count).Select(s => $"{s.Key} {ChinaTime.ToLocal(s.At):yyyy-MM-dd HH:mm}")];

    [Fact]
    public void Stages_OfSixtyDays_ClimbFromHalfWayToNumberedUrging()
    {
        // From Monday 2 March to day 60, Friday 1 May, a holiday: due on Wednesday 6 May.
        Assert.Equal(
            [
                "half-way 2026-04-03 09:00", // 4 May less half = 3 April (32 of 65 days)
                "before-10 2026-04-24 09:00", // 26 April is a Sunday
                "before-1 2026-04-30 09:00", // 1, 3 and 5 May are all in the holiday: one reminder before it
                "missed 2026-05-07 00:00",
                "yellow-card 2026-05-07 09:00",
                "red-card 2026-05-09 09:00", // a Saturday worked for Labour Day
                "urge-1 2026-05-13 09:00",
                "urge-2 2026-05-18 09:00",
                "urge-3 2026-05-21 09:00",
            ],
            Lines(Clocks.Ladder(Clocks.Shipped("K05"), "2026-03-02"), 9));
    }

    [Fact]
    public void Stages_OfFifteenDays_LeaveOutTheCountdownOfTheFirstHalf() =>
        Assert.Equal(
            ["half-way 2026-03-09 09:00", "before-5 2026-03-12 09:00", "before-3 2026-03-13 09:00", "before-1 2026-03-16 09:00", "missed 2026-03-18 00:00"],
            Lines(Clocks.Ladder(Clocks.Shipped("K01"), "2026-03-02"), 5));

    [Fact]
    public void Stages_ThatMeet_BecomeTheLaterOneToldToEveryone()
    {
        var merged = Clocks.Ladder(Clocks.Shipped("K05"), "2026-03-02").Stages.First(s => s is { Kind: StageKind.Before, Number: 1 });

        Assert.Equal([Audience.Handler, Audience.Unit, Audience.UnitHead], merged.To);
    }

    [Fact]
    public void Stages_OfOneWorkingDay_BeginWithTheMissedDay()
    {
        var stages = Lines(Clocks.Ladder(Clocks.Shipped("K15"), "2026-03-02"), 3);

        Assert.Equal(["missed 2026-03-04 00:00", "urge-1 2026-03-04 09:00", "urge-2 2026-03-05 09:00"], stages);
    }

    [Fact]
    public void Stages_AfterADueDayBeforeALongHoliday_NeverPutTwoCardsOnOneDay()
    {
        var rule = Clocks.Shipped("K07");
        var stages = Lines(Clocks.Ladder(rule, "2026-09-01", new ClockTerms { StatedDay = new DateOnly(2026, 9, 30) }), 40);

        Assert.Contains("yellow-card 2026-10-08 09:00", stages);
        Assert.Contains("red-card 2026-10-09 09:00", stages);
        Assert.Contains("urge-1 2026-10-13 09:00", stages); // 10 October is worked
    }

    [Fact]
    public void Stages_OfAnUrgentReport_CountMinutesAtAnyHour_AndEnd()
    {
        var due = DueDay.Compute(Clocks.Shipped("K13"), Clocks.At("2026-10-01", "23:50"), OfficialYears.Calendar);
        var ladder = new Ladder(ClockCatalogue.Shipped.LadderOf(Clocks.Shipped("K13")), Clocks.At("2026-10-01", "23:50"), due.Day, due.At, OfficialYears.Calendar);

        Assert.Equal(["before-10 2026-10-01 23:55", "missed 2026-10-02 00:05", "urge-1 2026-10-02 00:05", "urge-2 2026-10-02 00:20"], Lines(ladder, 4));
        Assert.Equal(10, ladder.Stages.Count());
    }

    [Fact]
    public void Stages_OfARightOfThePetitioner_RemindNobody()
    {
        var stage = Assert.Single(Clocks.Ladder(Clocks.Shipped("K08"), "2026-09-01").Stages);

        Assert.Equal(StageKind.Missed, stage.Kind);
        Assert.Empty(stage.To);
    }

    [Theory]
    [InlineData("K01")]
    [InlineData("K02")]
    [InlineData("K05")]
    [InlineData("K15")]
    [InlineData("K16")]
    [InlineData("K17")]
    public void Stages_FromAnyDayOfTwoYears_ClimbInOrder_AfterTheStart_OnWorkingMornings(string code)
    {
        for (var day = new DateOnly(2025, 1, 1); day.Year < 2027; day = day.AddDays(1))
        {
            var start = $"{day:yyyy-MM-dd}";
            var due = Clocks.Due(Clocks.Shipped(code), start);
            var stages = Clocks.Ladder(Clocks.Shipped(code), start).Stages.Take(15).ToList();

            Assert.All(stages.Zip(stages.Skip(1)), pair => Assert.True(pair.First.At < pair.Second.At, $"{start}: {pair}"));
            Assert.True(stages[0].At > Clocks.At(start), start);
            Assert.Equal(stages.Count, stages.Select(s => s.Key).Distinct().Count());
            Assert.Equal(due.At, stages.Single(s => s.Kind == StageKind.Missed).At);
            Assert.All(stages, s => Assert.Equal(s.Kind is StageKind.HalfWay or StageKind.Before, s.At < due.At));
            Assert.All(stages.Where(s => s.To.Count > 0), s => Assert.True(OfficialYears.Calendar.IsWorkday(ChinaTime.DayOf(s.At)), $"{start}: {s}"));
        }
    }

    [Fact]
    public void NextAfterAndBetween_WalkedInAnySteps_GiveTheSameStages()
    {
        var ladder = Clocks.Ladder(Clocks.Shipped("K05"), "2026-03-02");
        var expected = ladder.Stages.Take(20).ToList();
        var moment = Clocks.At("2026-03-02");
        var walked = new List<LadderStage>();
        for (var hours = 1; walked.Count < 20; hours = (hours * 3 % 101) + 1)
        {
            walked.AddRange(ladder.Between(moment, moment.AddHours(hours)));
            moment = moment.AddHours(hours);
            Assert.True(ladder.NextAfter(moment)!.At > moment);
        }

        Assert.Equal(expected.Select(s => s.Key), walked.Take(20).Select(s => s.Key));
    }

    /// <summary>A card that was added last in the list would otherwise wait behind urging without end, and never come.</summary>
    [Fact]
    public void AfterTheDueDay_StepsComeInTheOrderOfTheirWeight_HoweverTheyWereWrittenDown()
    {
        var rule = Clocks.Shipped("K05");
        var ladder = ClockCatalogue.Shipped.LadderOf(rule);
        var shuffled = ladder with { Steps = [.. ladder.Steps.Where(s => s.Kind == StageKind.Urge), .. ladder.Steps.Where(s => s.Kind != StageKind.Urge).Reverse()] };

        Assert.Equal(Stages(ladder), Stages(shuffled));
        Assert.Contains(StageKind.RedCard, Stages(shuffled).Select(s => s.Kind));

        static List<(StageKind Kind, int Number, DateTime At)> Stages(LadderRule steps)
        {
            var (start, due) = (new DateTime(2026, 3, 2, 2, 0, 0, DateTimeKind.Utc), new DateTime(2026, 4, 30, 16, 0, 0, DateTimeKind.Utc));
            return [.. new Ladder(steps, start, new DateOnly(2026, 4, 30), due, OfficialYears.Calendar).Stages.Take(20).Select(s => (s.Kind, s.Number, s.At))];
        }
    }
}
