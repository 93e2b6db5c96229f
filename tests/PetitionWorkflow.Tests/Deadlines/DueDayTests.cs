using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Deadlines;

public sealed class DueDayTests
{
    [Theory]
    [InlineData("2026-03-02", "2026-03-17")] // Monday + 15 = Tuesday
    [InlineData("2026-03-06", "2026-03-23")] // + 15 = Saturday 21st, carried to Monday
    [InlineData("2026-01-30", "2026-02-14")] // + 15 = Saturday 14 February, worked for Spring Festival: it stays
    [InlineData("2026-01-31", "2026-02-24")] // + 15 = Sunday 15 February, first day of nine: carried to Tuesday the 24th
    [InlineData("2026-09-16", "2026-10-08")] // + 15 = 1 October
    [InlineData("2025-09-20", "2025-10-09")] // + 15 = 5 October, an eight-day holiday
    [InlineData("2025-09-26", "2025-10-11")] // + 15 = Saturday 11 October 2025, worked: it stays
    public void Compute_K01_EndsOnTheFifteenthDayOrTheNextWorkingDay(string start, string due) =>
        Assert.Equal(DateOnly.Parse(due), Clocks.Due(Clocks.Shipped("K01"), start).Day);

    [Fact]
    public void Compute_TheDueInstant_IsTheEndOfTheLastDayInChina()
    {
        var due = Clocks.Due(Clocks.Shipped("K01"), "2026-03-02");

        Assert.Equal(new DateTime(2026, 3, 17, 16, 0, 0, DateTimeKind.Utc), due.At);
        Assert.Equal(due.Day, ChinaTime.DayOf(due.At.AddTicks(-1)));
        Assert.Equal(due.Day.AddDays(1), ChinaTime.DayOf(due.At));
    }

    [Fact]
    public void Compute_AnyMomentOfTheStartDay_GivesTheSameDueDay()
    {
        var rule = Clocks.Rule(10, rollForward: false);
        var midnight = DueDay.Compute(rule, Clocks.At("2026-03-02", "00:00"), OfficialYears.Calendar);
        var evening = DueDay.Compute(rule, Clocks.At("2026-03-02", "23:59:59"), OfficialYears.Calendar);
        var nextDay = DueDay.Compute(rule, Clocks.At("2026-03-03", "00:00"), OfficialYears.Calendar);

        Assert.Equal(midnight.Day, evening.Day);
        Assert.Equal(midnight.Day.AddDays(1), nextDay.Day);
    }

    /// <summary>Scenario 10: opinion delivered on 1 September, day 30 is 1 October, the right lasts until the holiday is over.</summary>
    [Theory]
    [InlineData("2025-09-01", "2025-10-09", 8)]
    [InlineData("2026-09-01", "2026-10-08", 7)]
    public void Compute_K08_WhenDayThirtyIsNationalDay_RollsToTheDayAfterTheHoliday(string delivered, string due, int restDays)
    {
        var window = Clocks.Due(Clocks.Shipped("K08"), delivered);

        Assert.Equal(DateOnly.Parse(due), window.Day);
        Assert.Equal(DateOnly.Parse(delivered).AddDays(30), window.Trace.LastCountedDay);
        Assert.Equal(restDays, window.Trace.RolledOver.Count);
        Assert.Contains(window.Trace.RolledOver, d => d.Holiday == Holiday.NationalDay);
        Assert.Equal("reg-35", window.Trace.Basis);
        Assert.False(window.Trace.IsProvisional);
    }

    /// <summary>Scenario 6: five working days across National Day 2025, with the make-up Sunday before and Saturday after it.</summary>
    [Fact]
    public void Compute_K04_AcrossNationalDay_SkipsTheHolidayAndCountsMakeUpDays()
    {
        var objection = Clocks.Due(Clocks.Shipped("K04"), "2025-09-27");

        Assert.Equal(new DateOnly(2025, 10, 10), objection.Day);
        Assert.Equal([new DateOnly(2025, 9, 28)], objection.Trace.MakeUpDaysCounted);
        Assert.Equal(8, objection.Trace.NotCounted.Count(d => d.Why == PassedBecause.Holiday));
    }

    [Fact]
    public void Compute_WorkingDaysAcrossSpringFestival2026_PassesNineDaysAndTheWeekend()
    {
        // Friday 13 February: Saturday 14 is worked (1), 15 to 23 are the holiday, then Tuesday 24 (2) … Saturday 28 is worked (6).
        var due = Clocks.Due(Clocks.Rule(6, ClockUnit.WorkingDays, rollForward: false), "2026-02-13");

        Assert.Equal(new DateOnly(2026, 2, 28), due.Day);
        Assert.Equal([new DateOnly(2026, 2, 14), new DateOnly(2026, 2, 28)], due.Trace.MakeUpDaysCounted);
        Assert.Equal(9, due.Trace.NotCounted.Count);
    }

    [Fact]
    public void Compute_K05Extended_IsOnePeriodOfNinetyDays()
    {
        var plain = Clocks.Due(Clocks.Shipped("K05"), "2026-08-02");
        var extended = Clocks.Due(Clocks.Shipped("K05"), "2026-08-02", new ClockTerms { Extension = 30 });

        // Day 60 is 1 October; the extension counts on from there, not from the rolled 8 October.
        Assert.Equal(new DateOnly(2026, 10, 8), plain.Day);
        Assert.Equal(new DateOnly(2026, 11, 2), extended.Day);
        Assert.Equal(new DateOnly(2026, 10, 31), extended.Trace.LastCountedDay);
    }

    [Fact]
    public void Compute_WithAPause_LeavesItsDaysOut_OnlyOnAGroundThatTheRuleNames()
    {
        var hearing = new ClockPause(new DateOnly(2026, 3, 5), new DateOnly(2026, 3, 9), "hearing");
        var mediation = new ClockPause(new DateOnly(2026, 3, 5), new DateOnly(2026, 3, 9), "mediation");

        var plain = Clocks.Due(Clocks.Shipped("K11"), "2026-03-02");
        var heard = Clocks.Due(Clocks.Shipped("K11"), "2026-03-02", new ClockTerms { Pauses = [hearing] });
        var mediated = Clocks.Due(Clocks.Shipped("K11"), "2026-03-02", new ClockTerms { Pauses = [mediation] });
        var handled = Clocks.Due(Clocks.Shipped("K05"), "2026-03-02", new ClockTerms { Pauses = [hearing] });

        Assert.Equal(plain.Trace.LastCountedDay.AddDays(5), heard.Trace.LastCountedDay);
        Assert.Equal(5, heard.Trace.NotCounted.Count(d => d.Ground == "hearing"));
        Assert.Equal(plain.Day, mediated.Day);
        Assert.Equal(Clocks.Due(Clocks.Shipped("K05"), "2026-03-02").Day, handled.Day);
    }

    [Fact]
    public void Compute_K07_StandsAsWrittenOnTheSlip_EvenOnARestDay()
    {
        var due = Clocks.Due(Clocks.Shipped("K07"), "2026-09-10", new ClockTerms { StatedDay = new DateOnly(2026, 10, 1) });

        Assert.Equal(new DateOnly(2026, 10, 1), due.Day);
        Assert.Empty(due.Trace.RolledOver);
        Assert.Null(due.Trace.Length);
    }

    [Fact]
    public void Compute_K07_WithoutADayOrBeforeItsStart_IsRefused()
    {
        var rule = Clocks.Shipped("K07");

        Assert.Equal("clock-length-missing", Assert.Throws<RefusedException>(() => Clocks.Due(rule, "2026-09-10")).Refusal.Code);
        Assert.Equal("clock-due-before-start", Assert.Throws<RefusedException>(
            () => Clocks.Due(rule, "2026-09-10", new ClockTerms { StatedDay = new DateOnly(2026, 9, 9) })).Refusal.Code);
        Assert.Equal(new DateOnly(2026, 9, 10), Clocks.Due(rule, "2026-09-10", new ClockTerms { StatedDay = new DateOnly(2026, 9, 10) }).Day);
    }

    /// <summary>C31: rework does not lengthen the legal time.</summary>
    [Theory]
    [InlineData("2026-12-01", "2026-03-12", false)] // far away: ten days
    [InlineData("2026-03-06", "2026-03-06", true)] // the legal time ends first
    [InlineData("2026-02-01", "2026-03-02", true)] // it has ended already: today
    public void Compute_K17_NeverOutlivesTheLegalClock(string legal, string due, bool capped)
    {
        var rework = Clocks.Due(Clocks.Shipped("K17"), "2026-03-02", new ClockTerms { NotAfter = DateOnly.Parse(legal) });

        Assert.Equal(DateOnly.Parse(due), rework.Day);
        Assert.Equal(capped, rework.Trace.CappedTo is not null);
    }

    [Fact]
    public void Compute_HoursAndMinutes_RunThroughNightAndHoliday()
    {
        var followUp = DueDay.Compute(Clocks.Shipped("K14"), Clocks.At("2026-10-01", "22:00"), OfficialYears.Calendar);
        var urgent = DueDay.Compute(Clocks.Shipped("K13"), Clocks.At("2026-10-01", "23:50"), OfficialYears.Calendar);

        Assert.Equal(Clocks.At("2026-10-02", "02:00"), followUp.At);
        Assert.Equal(Clocks.At("2026-10-02", "00:05"), urgent.At);
        Assert.Equal(new DateOnly(2026, 10, 2), urgent.Day);
    }

    [Fact]
    public void Compute_IntoAYearNotAnnounced_SaysSo()
    {
        // Day 60 is 1 January 2027, a Friday and New Year; by law alone the next working day is Monday the 4th.
        var due = Clocks.Due(Clocks.Shipped("K05"), "2026-11-02");

        Assert.Equal(new DateOnly(2027, 1, 4), due.Day);
        Assert.Equal([2027], due.Trace.ProvisionalYears);
        Assert.False(Clocks.Due(Clocks.Shipped("K05"), "2026-10-30").Trace.IsProvisional);
    }

    [Fact]
    public void Compute_OverWorkingDaysOfAProvisionalYear_SaysSo_ButNotForCalendarDaysWithoutRollForward()
    {
        Assert.True(Clocks.Due(Clocks.Rule(10, ClockUnit.WorkingDays, rollForward: false), "2026-12-28").Trace.IsProvisional);
        Assert.False(Clocks.Due(Clocks.Rule(10, rollForward: false), "2026-12-28").Trace.IsProvisional);
    }

    [Fact]
    public void Compute_InAYearBeforeTheData_IsRefused()
    {
        var refused = Assert.Throws<RefusedException>(() => Clocks.Due(Clocks.Rule(5, ClockUnit.WorkingDays), "2003-03-03"));

        Assert.Equal("calendar-year-unknown", refused.Refusal.Code);
    }
}
