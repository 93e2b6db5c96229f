using System.Net;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.TestKit.Programs;

namespace PetitionWorkflow.EndToEndTests.Crashes;

/// <summary>
/// Two programs serve one PostgreSQL and one mail server. Both are started at the same moment, again and again, time has passed meanwhile,
/// and each is killed while reminders fall due and mails go out.
/// </summary>
public sealed class TwoProgramsTests(ITestOutputHelper output)
{
    private const int Cases = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(300);

    private static readonly DateTime Received = Chance.Noon;

    /// <summary>How much time has passed in all when both start: minutes for the leaders' ladder, days for the law's, up to its first card.</summary>
    private static readonly TimeSpan[] Rounds =
    [
        TimeSpan.Zero, TimeSpan.FromMinutes(25), TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(85), TimeSpan.FromDays(6),
        ChinaTime.ToUtc(DemoClock.YellowCardOf(DateOnly.FromDateTime(Received)), DemoClock.Morning) - TimeProvider.System.UtcNow(),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoProgramsOnOneDatabase_KilledAtRandomMoments_SendEveryReminderAndMailOnce()
    {
        Assert.SkipUnless(PostgresServer.IsAvailable, $"{PostgresServer.Variable} names no PostgreSQL server.");
        Assert.SkipUnless(SmtpServerProcess.WhyUnavailable is null, SmtpServerProcess.WhyUnavailable ?? "");
        var chance = new Chance(output);
        using var database = new SharedDatabase();
        await using var mails = await SmtpServerProcess.StartAsync(Cancellation, "--delay", "15");
        using var folder = new ProgramFolder().With("Database__Provider", "PostgreSql").With("Database__ConnectionString", database.ForPrograms)
            .With("Mail__Host", "127.0.0.1").With("Mail__Port", $"{mails.Port}").With("Mail__Security", "None");
        foreach (var ahead in Rounds)
        {
            await using var one = folder.Start();
            await using var other = folder.Start();
            await Task.WhenAll(one.WaitUntilReadyAsync(Cancellation), other.WaitUntilReadyAsync(Cancellation));
            var working = ahead == TimeSpan.Zero ? RegisterAsync(one, other) : Task.CompletedTask;
            await KillAsync(chance.OneIn(2) ? [one, other] : [other, one], working, mails, chance);
            output.WriteLine($"{ahead} ahead: {mails.Messages} mails over {mails.Connections} connections");
            database.SetAhead(Rounds.SkipWhile(r => r <= ahead).FirstOrDefault(Rounds[^1] + TimeSpan.FromHours(1)));
        }

        await using (var one = folder.Start())
        await using (var other = folder.Start())
        {
            await SettleAsync(database, one, other);
        }

        var (exitCode, text) = await folder.RunAsync(Cancellation, "doctor");
        Assert.True(exitCode == 0, text);
        new MailCount(database, await mails.AcceptedAsync(Cancellation)).EverythingWentOutOnce(Cases, kills: 2 * Rounds.Length);
    }

    /// <summary>Ten urgent petitions come in, half of them here, half there.</summary>
    private static async Task RegisterAsync(RunningProgram one, RunningProgram other)
    {
        using var here = await WebSession.SignInAsync(one.Address, "clerk", DemoOffice.Password, Cancellation);
        using var there = await WebSession.SignInAsync(other.Address, "clerk2", DemoOffice.Password, Cancellation);
        foreach (var session in Enumerable.Repeat(new[] { here, there }, Cases / 2).SelectMany(both => both))
        {
            using var answer = await session.PostAsync(
                "/intake/online",
                [
                    new("Input.Id", Guid.CreateVersion7().ToString()), new("Input.ReceivedAt", $"{Received:yyyy-MM-ddTHH:mm}"), new("Input.Subject", $"紧急事项 {Guid.NewGuid()}"),
                    new("Input.Text", "请予处理。"), new("Input.Petitioner.PeopleCount", "1"), new("Input.Register.Platform", "官网"), new("Input.DuplicatesChecked", "true"),
                    new("Input.UrgentCriterion", UrgentCriteria.All[0]),
                ],
                Cancellation);
            Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Cancellation));
        }
    }

    /// <summary>Kills one while mails go out and, a little or much later, the other; neither gets to the end of its work for certain.</summary>
    private static async Task KillAsync(RunningProgram[] programs, Task working, SmtpServerProcess mails, Chance chance)
    {
        await working;
        foreach (var program in programs)
        {
            var enough = mails.Messages + 1 + chance.Below(Cases);
            var since = TimeProvider.System.GetTimestamp();
            while (mails.Messages < enough && TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromMilliseconds(1500))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), Cancellation);
            }

            await Task.Delay(chance.UpTo(40), Cancellation);
            await program.KillAsync();
        }
    }

    private static async Task SettleAsync(SharedDatabase database, RunningProgram one, RunningProgram other)
    {
        await one.WaitUntilReadyAsync(Cancellation);
        var since = TimeProvider.System.GetTimestamp();
        while (Unsettled(database) is { Length: > 0 } left)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, $"Still waiting: {left}\n{one.Output}\n{other.Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), Cancellation);
        }
    }

    private static string Unsettled(SharedDatabase database)
    {
        var now = $"now() + interval '{(Rounds[^1] + TimeSpan.FromHours(1)).TotalSeconds} seconds'";
        return string.Join(", ", new[]
        {
            (What: "clocks", Left: database.Number($"""SELECT count(*) FROM "Clocks" WHERE "NextReminderAt" <= {now}""")),
            (What: "mails", Left: database.Number("""SELECT count(*) FROM "OutgoingMails" WHERE "State" IN (1, 2, 5)""")),
            (What: "queued work", Left: database.Number("""SELECT count(*) FROM "WorkflowWork" """)),
        }.Where(w => w.Left > 0).Select(w => $"{w.Left} {w.What}"));
    }
}
