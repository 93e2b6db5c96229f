using PetitionWorkflow.TestKit.Programs;

namespace PetitionWorkflow.EndToEndTests.Crashes;

/// <summary>
/// The serving program is killed while a file is imported on its page, clerks complete tasks, petitions are registered, days pass and
/// reminders go out. Nothing that it acknowledged may be lost, nothing may be there twice.
/// </summary>
public sealed class KilledServiceTests(ITestOutputHelper output)
{
    private const int Kills = 15;
    private const int Rows = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(300);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Service_KilledAtRandomMoments_LosesAndDoublesNothing()
    {
        var chance = new Chance(output);
        using var folder = new ProgramFolder().With("Import__BatchSize", "3");
        using var office = new OfficeAtWork(folder, chance);
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var program = folder.Start();
            if (kill > 1 && chance.OneIn(5))
            {
                await Task.Delay(chance.UpTo(3000), Cancellation);
            }
            else
            {
                await program.WaitUntilReadyAsync(Cancellation);
                await WorkAndKillAsync(program, office, folder, chance, kill);
            }

            await program.KillAsync();
            output.WriteLine($"kill {kill}: {office.Completed.Count} tasks, {office.Registered.Count} petitions, {office.HoursPassed} hours acknowledged");
        }

        await using (var program = await folder.ServeAsync(Cancellation))
        {
            await SettleAsync(program, office, folder);
        }

        var (exitCode, text) = await folder.RunAsync(Cancellation, "doctor");
        Assert.True(exitCode == 0, text);
        new Count(folder, office).EverythingIsThereOnce(["甲", "乙"], Rows);
    }

    private static async Task WorkAndKillAsync(RunningProgram program, OfficeAtWork office, ProgramFolder folder, Chance chance, int kill)
    {
        if (kill == 1)
        {
            await office.SignInAsync(program, Cancellation);
            await office.ImportAsync(program, "甲.csv", FileOf("甲", chance), Cancellation);
        }

        if (folder.Number("SELECT count(*) FROM ImportRuns") == 1 && kill > Kills / 3)
        {
            await office.ImportAsync(program, "乙.csv", FileOf("乙", chance), Cancellation);
        }

        var enough = office.Acknowledged + 1 + chance.Below(15);
        var working = office.WorkAsync(program, Cancellation);
        while (office.Acknowledged < enough && !working.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(25), Cancellation);
        }

        await Task.Delay(chance.UpTo(300), Cancellation);
        await program.KillAsync();
        await working;
    }

    private static string FileOf(string prefix, Chance chance) => PetitionFile.Create(prefix, Rows, Chance.Noon, chance.Seed);

    /// <summary>Lets the service finish what it has begun: imports, reminders, mails whose sender was killed.</summary>
    private static async Task SettleAsync(RunningProgram program, OfficeAtWork office, ProgramFolder folder)
    {
        office.Follow(program);
        await office.PassTimeAsync(1, Cancellation);
        var end = TimeProvider.System.GetUtcNow() + Patience;
        while (Unsettled(folder) is { Length: > 0 } left)
        {
            Assert.True(TimeProvider.System.GetUtcNow() < end, $"Still waiting: {left}\n{program.Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), Cancellation);
        }
    }

    /// <summary>What is due and not yet done.</summary>
    private static string Unsettled(ProgramFolder folder)
    {
        var now = Count.Now(folder);
        return string.Join(", ", new[]
        {
            (What: "imports", Left: folder.Number("SELECT count(*) FROM ImportRuns WHERE State = 3")),
            (What: "clocks", Left: folder.Number($"SELECT count(*) FROM Clocks WHERE NextReminderAt <= '{now}'")),
            (What: "mails", Left: folder.Number("SELECT count(*) FROM OutgoingMails WHERE State IN (1, 2, 5)")),
            (What: "timers", Left: folder.Number($"SELECT count(*) FROM WorkflowTimers WHERE DueAt <= '{now}'")),
            (What: "queued work", Left: folder.Number("SELECT count(*) FROM WorkflowWork")),
        }.Where(w => w.Left > 0).Select(w => $"{w.Left} {w.What}"));
    }
}
