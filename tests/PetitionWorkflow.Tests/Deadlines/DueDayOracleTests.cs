using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Deadlines;

/// <summary>
/// An oracle that shares no code with the service: it lists every day of 2004 to 2030 as rest or work, straight from the data file
/// and an almanac, and finds the due day by trying one day after another against the definition. A million cases each time; PETITION_ORACLE_CASES asks for
/// another number, PETITION_ORACLE_SEED for the same ones again.
/// </summary>
public sealed partial class DueDayOracleTests
{
    private static readonly DateOnly First = new(2004, 1, 1);
    private static readonly DateOnly LastDay = new(2030, 12, 31);
    private static readonly bool[] IsRest = RestTable();

    private sealed record Case(DateOnly Start, int MinuteOfDay, int Length, bool WorkingDays, bool RollForward, int Extension, ClockPause[] Pauses, DateOnly? NotAfter);


    private static readonly Gen<Case> GenCase =
        from start in Gen.Int[0, 9300]
        from minute in Gen.Int[0, 1439]
        from length in Gen.Int[1, 90]
        from working in Gen.Bool
        from roll in Gen.Bool
        from extension in Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 30]))
        from offsets in Gen.Select(Gen.Int[-20, 120], Gen.Int[0, 25], Gen.Bool.Select(heard => heard ? "hearing" : "mediation")).Array[0, 3]
        from cap in Gen.Frequency((4, Gen.Const(-1000)), (1, Gen.Int[-10, 100]))
        select new Case(
            First.AddDays(start), minute, length, working, roll, extension,
            [.. offsets.Select(o => new ClockPause(First.AddDays(start + o.Item1), First.AddDays(start + o.Item1 + o.Item2), o.Item3))],
            cap == -1000 ? null : First.AddDays(start + cap));

    [Fact]
    public void Compute_ForRandomRulesDaysPausesAndExtensions_AgreesWithTheOracle()
    {
        var seed = Setting("PETITION_ORACLE_SEED", (uint)Random.Shared.Next());
        var cases = Setting("PETITION_ORACLE_CASES", 1_000_000);
        TestContext.Current.TestOutputHelper!.WriteLine($"{cases} cases from seed {seed}");
        var random = new PCG(1, seed);
        for (var n = 1; n <= cases; n++)
        {
            var one = GenCase.Generate(random, null, out _);
            var rule = Clocks.Rule(one.Length, one.WorkingDays ? ClockUnit.WorkingDays : ClockUnit.CalendarDays, one.RollForward);
            var terms = new ClockTerms { Extension = one.Extension, Pauses = one.Pauses, NotAfter = one.NotAfter };
            var startedAt = new DateTime(one.Start, TimeOnly.MinValue, DateTimeKind.Utc).AddMinutes(one.MinuteOfDay).AddHours(-8);

            var due = DueDay.Compute(rule, startedAt, OfficialYears.Calendar, terms);

            var expected = Oracle(one);
            var lastDayIsOver = new DateTime(expected.Year, expected.Month, expected.Day, 0, 0, 0, DateTimeKind.Utc).AddHours(16);
            Assert.True(
                due.Day == expected && due.At == lastDayIsOver,
                $"case {n} of seed {seed}: got {due.Day:yyyy-MM-dd}, expected {expected:yyyy-MM-dd}: {one} pauses {string.Join(", ", (object[])one.Pauses)}");
        }
    }

    /// <summary>The definition, word for word: the last day is the first up to which enough days count.</summary>
    private static DateOnly Oracle(Case one)
    {
        bool Paused(DateOnly day) => one.Pauses.Any(p => p.Ground == "hearing" && p.From <= day && day <= p.Until);
        bool Rest(DateOnly day) => IsRest[day.DayNumber - First.DayNumber];
        bool Counts(DateOnly day) => !Paused(day) && !(one.WorkingDays && Rest(day));

        var wanted = one.Length + one.Extension;
        var last = one.Start;
        for (var found = 0; found < wanted;)
        {
            last = last.AddDays(1);
            found += Counts(last) ? 1 : 0;
        }

        if (one.RollForward && Rest(last))
        {
            while (Rest(last) || Paused(last))
            {
                last = last.AddDays(1);
            }
        }

        if (one.NotAfter < last)
        {
            last = one.NotAfter.Value < one.Start ? one.Start : one.NotAfter.Value;
        }

        return last;
    }

    private static uint Setting(string name, uint otherwise) =>
        uint.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var asked) ? asked : otherwise;

    private static bool[] RestTable()
    {
        var rest = new bool[LastDay.DayNumber - First.DayNumber + 1];
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] = (i + 3) % 7 is 5 or 6; // 1 January 2004 was a Thursday
        }

        using var stream = typeof(OfficialYears).Assembly.GetManifestResourceStream("deadlines/rest-days.json")!;
        foreach (var (year, lists) in JsonNode.Parse(stream)!["years"]!.AsObject())
        {
            Mark(year, lists!["rest"]!, true);
            Mark(year, lists["makeUp"]!, false);
        }

        string[] almanac =
        [
            "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-04-05", "2027-06-09", "2027-09-15",
            "2028-01-25", "2028-01-26", "2028-01-27", "2028-01-28", "2028-04-04", "2028-05-28",
            "2029-02-12", "2029-02-13", "2029-02-14", "2029-02-15", "2029-04-04", "2029-06-16", "2029-09-22",
            "2030-02-02", "2030-02-03", "2030-02-04", "2030-02-05", "2030-04-05", "2030-06-05", "2030-09-12",
        ];
        var fixedDays = from year in Enumerable.Range(2027, 4) from day in (string[])["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"] select $"{year}-{day}";
        foreach (var day in almanac.Concat(fixedDays))
        {
            rest[DateOnly.Parse(day, CultureInfo.InvariantCulture).DayNumber - First.DayNumber] = true;
        }

        return rest;

        void Mark(string year, JsonNode holidays, bool value)
        {
            foreach (var (_, days) in holidays.AsObject())
            {
                foreach (var day in days!.AsArray())
                {
                    rest[DateOnly.Parse($"{year}-{day}", CultureInfo.InvariantCulture).DayNumber - First.DayNumber] = value;
                }
            }
        }
    }
}
