using System.Diagnostics;
using System.Globalization;

namespace PetitionWorkflow.Benchmarks.Crash;

/// <summary>
/// Kills a working process at random moments and looks each time at what it left: <c>-- crash --kills 200</c>. It fails when an
/// instance is in a state that no uncrashed run could have reached, a timer fired twice or not at all, or something that was
/// acknowledged is lost.
/// </summary>
public static class CrashCampaign
{
    public const string AcknowledgedFile = "acknowledged.txt";
    public const string OwnRow = "crash-";

    private const int MostSteps = 60;

    /// <returns>What was found wrong; empty when all is well.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(int kills, int seed, Action<string> tell)
    {
        var folder = Directory.CreateTempSubdirectory("petition-crash-").FullName;
        var random = new Random(seed);
        try
        {
            var watch = Stopwatch.StartNew();
            await CrashFlows.PublishAsync(folder);
            var seen = new CrashMemory();
            for (var kill = 1; kill <= kills; kill++)
            {
                await LetWorkAsync(folder, random);
                var report = await CrashCheck.RunAsync(folder, seen, drain: kill == kills);
                if (report.Errors.Count > 0)
                {
                    return report.Errors;
                }

                if (kill % 10 == 0 || kill == kills)
                {
                    tell(string.Create(CultureInfo.InvariantCulture, $"{kill} kills, {watch.Elapsed.TotalSeconds:N0} s: {report}"));
                }
            }

            return [];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Several campaigns at once, each with a database of its own: starting a process takes time more than it takes the processor.</summary>
    public static async Task<IReadOnlyList<string>> RunSideBySideAsync(int lanes, int kills, int seed, Action<string> tell)
    {
        var wrong = await Task.WhenAll(Enumerable.Range(0, lanes).Select(lane => Task.Run(() => RunAsync(kills / lanes, seed + lane, tell))));
        return [.. wrong.SelectMany(found => found)];
    }

    private static async Task LetWorkAsync(string folder, Random random)
    {
        var program = typeof(CrashCampaign).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [program, "crash-worker", folder, random.Next().ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The worker does not start.");
        var line = await process.StandardOutput.ReadLineAsync();
        // Some way into its work, however slow the machine is, and then at any moment.
        for (var steps = random.Next(0, MostSteps); steps > 0 && line is not null; steps--)
        {
            line = await process.StandardOutput.ReadLineAsync();
        }

        await Task.Delay(random.Next(0, 30));
        var died = process.HasExited;
        process.Kill();
        await process.WaitForExitAsync();
        if (line is null || died)
        {
            throw new InvalidOperationException($"The worker failed by itself after {line}.");
        }
    }
}
