using System.Globalization;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// A year before its announcement: weekends, and the thirteen days fixed by the State Council's holiday decree
/// (全國年節及紀念日放假辦法, as amended from 2025). Bridging days and make-up workdays are unknown, so there are none.
/// </summary>
public static class ProvisionalYear
{
    /// <summary>The solar-term formula below holds for the years 2000 to 2099.</summary>
    public const int Last = 2099;

    private static readonly ChineseLunisolarCalendar Lunar = new();

    public static CalendarYear Of(int year)
    {
        var springFestival = FromLunar(year, 1, 1);
        var days = new Dictionary<DateOnly, Holiday>
        {
            [new DateOnly(year, 1, 1)] = Holiday.NewYear,
            [springFestival.AddDays(-1)] = Holiday.SpringFestival,
            [springFestival] = Holiday.SpringFestival,
            [springFestival.AddDays(1)] = Holiday.SpringFestival,
            [springFestival.AddDays(2)] = Holiday.SpringFestival,
            [Qingming(year)] = Holiday.Qingming,
            [new DateOnly(year, 5, 1)] = Holiday.LabourDay,
            [new DateOnly(year, 5, 2)] = Holiday.LabourDay,
            [FromLunar(year, 5, 5)] = Holiday.DragonBoat,
            [FromLunar(year, 8, 15)] = Holiday.MidAutumn,
        };

        // Mid-Autumn can fall on one of these (3 October 2028): the first name stays, the day is a rest day all the same.
        for (var day = 1; day <= 3; day++)
        {
            days.TryAdd(new DateOnly(year, 10, day), Holiday.NationalDay);
        }

        return CalendarYear.Provisional(year, days);
    }

    /// <summary>The solar term 清明 by the century formula [Y·D + C] − L with D = 0.2422 and C = 4.81 for the 21st century.</summary>
    public static DateOnly Qingming(int year)
    {
        var y = year % 100;
        return new DateOnly(year, 4, (int)((y * 0.2422m) + 4.81m) - (y / 4));
    }

    /// <summary>.NET numbers the months of a leap year 1 to 13; a month after the leap month is one further.</summary>
    private static DateOnly FromLunar(int year, int month, int day)
    {
        var leap = Lunar.GetLeapMonth(year);
        var index = leap > 0 && month >= leap ? month + 1 : month;
        return DateOnly.FromDateTime(Lunar.ToDateTime(year, index, day, 0, 0, 0, 0));
    }
}
