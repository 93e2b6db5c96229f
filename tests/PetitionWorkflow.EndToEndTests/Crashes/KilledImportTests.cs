using System.Diagnostics;
using PetitionWorkflow.TestKit.Programs;

namespace PetitionWorkflow.EndToEndTests.Crashes;

/// <summary><c>import FILE</c> is killed again and again, from its first migration to its last batch; the same command goes on.</summary>
public sealed class KilledImportTests(ITestOutputHelper output)
{
    private const int Kills = 15;

    /// <summary>More than all kills together let through, however fast the machine is.</summary>
    private const int Rows = 5000;

    /// <summary>At most so many rows until the next kill, and what is written in a moment.</summary>
    private const int RowsPerKill = 40;
    private const int BadEvery = 60;
    private const string RowsDone = "SELECT RowsDone FROM ImportRuns";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_KilledAtRandomMoments_BringsEveryRowInOnce()
    {
        var chance = new Chance(output);
        using var folder = new ProgramFolder().With("Import__BatchSize", "10");
        var file = folder.Write("petitions.csv", PetitionFile.Create("命令", Rows, Chance.Noon, chance.Seed, BadEvery));
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var import = folder.Start("import", file);
            await WaitForItsMomentAsync(folder, import, chance);
            Assert.False(import.HasEnded, $"It ended before it could be killed:\n{import.Output}");
            await import.KillAsync();
            output.WriteLine($"kill {kill}: {folder.Number(RowsDone)} rows done");
        }

        var (exitCode, text) = await folder.RunAsync(Cancellation, "import", file);
        Assert.True(exitCode == 0, text);
        ImportIsWhole(folder);
        (exitCode, text) = await folder.RunAsync(Cancellation, "doctor");
        Assert.True(exitCode == 0, text);
    }

    /// <summary>Mostly some batches further on and then any time within the next ones; sometimes while it is still starting.</summary>
    private static async Task WaitForItsMomentAsync(ProgramFolder folder, RunningProgram import, Chance chance)
    {
        var done = folder.Number(RowsDone);
        var isStarting = chance.OneIn(4);
        var enough = done + (isStarting ? RowsPerKill : 1 + chance.Below(RowsPerKill));
        var patience = isStarting ? chance.UpTo(2500) : Timeout.InfiniteTimeSpan;
        var since = Stopwatch.StartNew();
        while (folder.Number(RowsDone) < enough && !import.HasEnded && (patience < TimeSpan.Zero || since.Elapsed < patience))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation);
        }

        if (!isStarting)
        {
            await Task.Delay(chance.UpTo(50), Cancellation);
        }
    }

    private static void ImportIsWhole(ProgramFolder folder)
    {
        var good = Enumerable.Range(1, Rows).Where(row => row % BadEvery != 0).Select(row => PetitionFile.SubjectOf("命令", row));
        Assert.Equal(good.Order(StringComparer.Ordinal), folder.Query("SELECT Subject FROM Petitions")!.Select(row => (string)row[0]).Order(StringComparer.Ordinal));
        Assert.Equal(Rows / BadEvery, folder.Number("SELECT count(*) FROM ImportRejects"));
        Assert.Equal(1, folder.Number("SELECT count(*) FROM ImportRuns"));
        Assert.Equal(Rows, folder.Number(RowsDone));
        Assert.Equal(Rows - (Rows / BadEvery), folder.Number("SELECT Accepted FROM ImportRuns"));
        Assert.Equal(0, folder.Number("SELECT count(*) FROM Petitions p WHERE 1 <> (SELECT count(*) FROM Tasks t WHERE t.PetitionId = p.Id)"));
    }
}
