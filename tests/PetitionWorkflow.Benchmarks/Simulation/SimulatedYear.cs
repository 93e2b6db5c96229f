using System.Diagnostics;
using System.Globalization;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Routing.Flows;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Benchmarks.Simulation;

/// <summary>
/// A year of an office on a clock that is moved: petitions come in, people answer late or never, mails fail, units of work are killed, the
/// program is started anew; every evening the promises are checked. <c>-- simulate [--petitions 20000] [--seed 1] [--kills 500]</c>
/// </summary>
public static class SimulatedYear
{
    private const int DaysBetweenRestarts = 30;

    /// <summary>So many saves a petition makes in a few weeks, at least. Over a year it makes twice as many, and three times as many are killed as were asked for.</summary>
    private const double SavesPerPetition = 4;

    private static readonly TimeOnly[] WorkingHours = [new(9, 0), new(11, 30), new(16, 30)];
    private static readonly TimeOnly[] RestHours = [new(10, 0)];

    /// <param name="plan">What is simulated.</param>
    /// <param name="tell">Told now and then how far it is.</param>
    /// <param name="evening">Called before each evening's checks with the database's file: a test breaks something there.</param>
    public static async Task<YearReport> RunAsync(YearPlan plan, Action<string> tell, Action<DateOnly, string>? evening = null)
    {
        var watch = Stopwatch.StartNew();
        var chance = new Chance(plan.Seed);
        var server = new FlakyServer(chance);
        var kill = new KillSwitch(plan.Seed, Math.Min(0.3, 1.5 * plan.Kills / (plan.Petitions * SavesPerPetition)));
        await using var office = await SimulatedOffice.OpenAsync(server, kill, ChinaTime.ToUtc(YearPlan.FirstDay, new TimeOnly(0, 1)));
        var wrong = new List<string>();
        var staff = new SimulatedStaff(office, chance, wrong.Add);
        var arrivals = new Arrivals(office, plan, chance);
        var (restarts, checks) = (0, new YearChecks(office));
        var checking = Task.FromResult<IReadOnlyList<string>>([]);
        for (var day = 0; day < plan.Days && wrong.Count == 0; day++)
        {
            var date = YearPlan.FirstDay.AddDays(day);
            if (day % DaysBetweenRestarts == DaysBetweenRestarts - 1)
            {
                await office.RestartAsync(ChinaTime.ToUtc(date, TimeOnly.MinValue));
                restarts++;
                tell(string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}: {arrivals.Registered} registered, {staff.Completed} tasks completed, {server.Accepted} mails, {kill.Kills} kills, {watch.Elapsed.TotalSeconds:N0} s"));
            }

            await LiveAsync(office, arrivals, staff, kill, day, date);
            evening?.Invoke(date, office.DatabaseFile);
            wrong.AddRange(await checking);
            checking = checks.RunAsync(date);
        }

        wrong.AddRange(await checking);
        wrong.AddRange(server.Twice.Select(mail => "A mail went out twice: " + mail));
        // Both only read.
        var hash = Task.Run(() => YearHash.Report(office.DatabaseFile));
        wrong.AddRange(await checks.RunLastAsync());
        return await hash with
        {
            Registered = arrivals.Registered, Completed = staff.Completed, FailedAttempts = server.FailedAttempts, Mails = server.Accepted,
            Kills = kill.Kills, Restarts = restarts, Elapsed = watch.Elapsed, Wrong = wrong,
        };
    }

    private static async Task LiveAsync(SimulatedOffice office, Arrivals arrivals, SimulatedStaff staff, KillSwitch kill, int day, DateOnly date)
    {
        var isWorkday = OfficialYears.Calendar.IsWorkday(date);
        var hours = isWorkday ? WorkingHours : RestHours;
        for (var i = 0; i < hours.Length; i++)
        {
            var now = ChinaTime.ToUtc(date, hours[i]);
            office.GoTo(now);
            kill.IsArmed = true;
            await arrivals.ComeAsync(day, (i + 1.0) / hours.Length, now);
            await office.RunAsync<RunFlows>();
            await office.RunAsync<ClockSweep>();
            if (isWorkday)
            {
                await staff.WorkAsync(now);
            }

            // Whatever a kill has left undone is done by the next heartbeat.
            kill.IsArmed = false;
            await office.RunAsync<RunFlows>();
            await office.RunAsync<ClockSweep>();
            await office.RunAsync<SendMail>();
        }
    }
}
