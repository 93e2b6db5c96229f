using PetitionWorkflow.Deadlines;

namespace PetitionWorkflow.Tests.Deadlines;

public sealed class ProvisionalYearTests
{
    /// <summary>Dates of the almanac.</summary>
    [Theory]
    [InlineData(2027, "02-06", "04-05", "06-09", "09-15")]
    [InlineData(2028, "01-26", "04-04", "05-28", "10-03")]
    [InlineData(2029, "02-13", "04-04", "06-16", "09-22")]
    [InlineData(2030, "02-03", "04-05", "06-05", "09-12")]
    public void Of_ALaterYear_HasTheThirteenLegalDays(int year, string springFestival, string qingming, string dragonBoat, string midAutumn)
    {
        var first = DateOnly.Parse($"{year}-{springFestival}");
        DateOnly[] expected =
        [
            new(year, 1, 1), first.AddDays(-1), first, first.AddDays(1), first.AddDays(2), DateOnly.Parse($"{year}-{qingming}"), new(year, 5, 1), new(year, 5, 2),
            DateOnly.Parse($"{year}-{dragonBoat}"), DateOnly.Parse($"{year}-{midAutumn}"), new(year, 10, 1), new(year, 10, 2), new(year, 10, 3),
        ];

        var provisional = ProvisionalYear.Of(year);

        Assert.Equal(expected.Distinct().Order(), provisional.RestDays.Keys.Order());
        Assert.Empty(provisional.MakeUpDays);
        Assert.True(provisional.IsProvisional);
    }

    /// <summary>Since 2008 the lunar holidays and Qingming are legal days: offices must have rested on every day that we compute.</summary>
    [Fact]
    public void Of_EveryAnnouncedYearSince2008_AgreesOnTheMovingHolidays()
    {
        foreach (var announced in OfficialYears.Calendar.AnnouncedYears.Where(y => y.Year >= 2008))
        {
            var moving = ProvisionalYear.Of(announced.Year).RestDays
                .Where(d => d.Value is Holiday.SpringFestival or Holiday.Qingming or Holiday.DragonBoat or Holiday.MidAutumn)
                .Select(d => d.Key).Order().ToList();

            // The first is New Year's Eve, a legal day of its own only since 2025.
            Assert.All(moving.Skip(announced.Year >= 2025 ? 0 : 1), day => Assert.False(announced.On(day).IsWorkday, $"{day:yyyy-MM-dd}"));
        }
    }

    [Fact]
    public void Of_EveryYearItCovers_CanBeComputed()
    {
        for (var year = 2004; year <= ProvisionalYear.Last; year++)
        {
            Assert.InRange(ProvisionalYear.Of(year).RestDays.Count, 11, 13);
            Assert.InRange(ProvisionalYear.Qingming(year).Day, 4, 6);
        }
    }
}
