using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Reports;
using PetitionWorkflow.Reports.Periodic;
using PetitionWorkflow.Tests.Deadlines;

namespace PetitionWorkflow.Tests.Reports;

/// <summary>Weeks, months, quarters and years that follow each other without a gap, and the clock of each (K18).</summary>
public sealed class ReportPeriodTests : ClockTestBase
{
    [Theory]
    [InlineData(ReportSpan.Week)]
    [InlineData(ReportSpan.Month)]
    [InlineData(ReportSpan.Quarter)]
    [InlineData(ReportSpan.Year)]
    public void Periods_OfAnySpan_CoverEveryDayOnce(ReportSpan span)
    {
        for (var day = new DateOnly(2019, 12, 1); day.Year < 2033; day = day.AddDays(1))
        {
            var period = ReportPeriod.Of(span, day);
            Assert.True(period.Exists && period.Days.First <= day && day <= period.Days.Last, $"{day}: {period}");
            Assert.Equal(period, ReportPeriod.Of(span, period.Days.First));
            Assert.Equal(period, ReportPeriod.Of(span, period.Days.Last));
            Assert.Equal(period.Days.First.AddDays(-1), period.Before.Days.Last);
            Assert.True(period.YearBefore.Exists && period.YearBefore.Days.Last < period.Days.First, $"{period}");
            Assert.True(ReportPeriod.LastBefore(span, day).Days.IsOverOn(day));
        }
    }

    [Fact]
    public void Week53_IsThereInSomeYearsOnly_AndIsComparedWithTheLastOneOfTheOthers()
    {
        Assert.Equal(new Period(new DateOnly(2026, 12, 28), new DateOnly(2027, 1, 3)), new ReportPeriod(ReportSpan.Week, 2026, 53).Days);
        Assert.Equal(new ReportPeriod(ReportSpan.Week, 2025, 52), new ReportPeriod(ReportSpan.Week, 2026, 53).YearBefore);
        ReportPeriod[] none = [new(ReportSpan.Week, 2025, 53), new(ReportSpan.Month, 2026, 13), new(ReportSpan.Quarter, 2026, 0), new(ReportSpan.Year, 2026, 2), new((ReportSpan)9, 2026, 1), new(ReportSpan.Month, 1999, 1)];
        Assert.All(none, period => Assert.False(period.Exists, $"{period}"));
    }

    [Fact]
    public async Task Clock_OfEachSpan_IsItsOwn_InWorkingDays()
    {
        var clocks = await Service.QueryAsync(async db =>
        {
            var found = new ReportClocks(new ClockCatalogues(db), new Calendars(db));
            return new[]
            {
                await found.OfAsync(new ReportPeriod(ReportSpan.Week, 2026, 40), Cancellation), await found.OfAsync(new ReportPeriod(ReportSpan.Month, 2026, 9), Cancellation),
                await found.OfAsync(new ReportPeriod(ReportSpan.Quarter, 2026, 3), Cancellation), await found.OfAsync(new ReportPeriod(ReportSpan.Year, 2025, 1), Cancellation),
            };
        });

        // The week ends on 4 October, within the holiday; the 10th, a Saturday, is worked.
        Assert.Equal(["K18-week", "K18-month", "K18-quarter", "K18-year"], clocks.Select(c => c!.Rule.Code));
        Assert.Equal(
            [new DateOnly(2026, 10, 8), new DateOnly(2026, 10, 10), new DateOnly(2026, 10, 15), OfficialYears.Calendar.AddWorkdays(new DateOnly(2025, 12, 31), 20)], clocks.Select(c => c!.Due.Day));

        // The next week's summary takes over from one that nobody wrote.
        Assert.Equal(["missed", "urge-1", "urge-2", "urge-3"], clocks[0]!.Ladder.Stages.Select(s => s.Key));
    }
}
