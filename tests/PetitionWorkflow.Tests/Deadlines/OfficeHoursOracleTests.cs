using CsCheck;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Deadlines;

/// <summary>The same for a clock of office hours: the oracle goes from minute to minute and counts those in which the office is open.</summary>
public sealed partial class DueDayOracleTests
{
    private sealed record OfficeCase(DateOnly Start, int MinuteOfDay, int Hours, int Extension, (int From, int Until)[] Open, ClockPause[] Pauses);

    /// <summary>One to three stretches: ends and beginnings in the order of the day, none touching the next.</summary>
    private static readonly Gen<(int From, int Until)[]> GenOpen =
        Gen.Int[1, 1439].HashSet[2, 6].Select(set => set.Order().ToArray()).Select(m => Enumerable.Range(0, m.Length / 2).Select(i => (m[2 * i], m[(2 * i) + 1])).ToArray());

    private static readonly Gen<OfficeCase> GenOfficeCase =
        from start in Gen.Int[0, 9300]
        from minute in Gen.Int[0, 1439]
        from hours in Gen.Int[1, 30]
        from extension in Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 10]))
        from open in GenOpen
        from offsets in Gen.Select(Gen.Int[-3, 12], Gen.Int[0, 5], Gen.Bool.Select(heard => heard ? "hearing" : "mediation")).Array[0, 2]
        select new OfficeCase(
            First.AddDays(start), minute, hours, extension, open, [.. offsets.Select(o => new ClockPause(First.AddDays(start + o.Item1), First.AddDays(start + o.Item1 + o.Item2), o.Item3))]);

    [Fact]
    public void Compute_OfOfficeHours_AgreesWithAnOracleThatGoesFromMinuteToMinute()
    {
        var seed = Setting("PETITION_ORACLE_SEED", (uint)Random.Shared.Next());
        var cases = Setting("PETITION_ORACLE_CASES", 1_000_000) / 100;
        TestContext.Current.TestOutputHelper!.WriteLine($"{cases} cases from seed {seed}");
        var random = new PCG(1, seed);
        for (var n = 1; n <= cases; n++)
        {
            var one = GenOfficeCase.Generate(random, null, out _);
            if (one.Open.Sum(o => o.Until - o.From) < 60)
            {
                continue;
            }

            var hours = new OfficeHours([.. one.Open.Select(o => new OfficeSpan(new TimeOnly(0, 0).AddMinutes(o.From), new TimeOnly(0, 0).AddMinutes(o.Until)))]);
            Assert.True(hours.IsSound);
            var rule = Clocks.Rule(one.Hours, ClockUnit.OfficeHours, rollForward: false);
            var startedAt = new DateTime(one.Start, TimeOnly.MinValue, DateTimeKind.Utc).AddMinutes(one.MinuteOfDay).AddHours(-8);

            var due = DueDay.Compute(rule, startedAt, OfficialYears.Calendar, new ClockTerms { Extension = one.Extension, Pauses = one.Pauses, OfficeHours = hours });

            var expected = Oracle(one);
            Assert.True(due.At == expected, $"case {n} of seed {seed}: got {due.At:yyyy-MM-dd HH:mm}, expected {expected:yyyy-MM-dd HH:mm}: {one} open {string.Join(", ", one.Open)} pauses {string.Join(", ", (object[])one.Pauses)}");
            Assert.Equal((one.Hours + one.Extension) * 60, due.Trace.OfficeSpans.Sum(s => (int)(s.Until - s.From).TotalMinutes));
        }
    }

    /// <summary>The end of the last of so many open minutes.</summary>
    private static DateTime Oracle(OfficeCase one)
    {
        var (day, minute, left) = (one.Start, one.MinuteOfDay, (one.Hours + one.Extension) * 60);
        while (true)
        {
            var isWorked = !IsRest[day.DayNumber - First.DayNumber] && !one.Pauses.Any(p => p.Ground == "hearing" && p.From <= day && day <= p.Until);
            if (isWorked && one.Open.Any(o => o.From <= minute && minute < o.Until) && --left == 0)
            {
                return new DateTime(day, TimeOnly.MinValue, DateTimeKind.Utc).AddMinutes(minute + 1).AddHours(-8);
            }

            minute++;
            if (minute == 24 * 60 || !isWorked)
            {
                (day, minute) = (day.AddDays(1), 0);
            }
        }
    }
}
