using System.Diagnostics;
using PetitionWorkflow.TestKit.Programs;

namespace PetitionWorkflow.Benchmarks.Service;

/// <summary>From the start of the process to the first page: in an empty folder, and again.</summary>
internal static class StartUp
{
    private const int Rounds = 3;

    public static async Task MeasureAsync(Figures figures)
    {
        var (first, again) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            using var folder = new ProgramFolder(BuiltProgram.Folder);
            first.Add(await FirstPageAsync(folder));
            again.Add(await FirstPageAsync(folder));
        }

        figures.Set("firstStartSeconds", Measured.Median(first));
        figures.Set("startSeconds", Measured.Median(again));
    }

    private static async Task<double> FirstPageAsync(ProgramFolder folder)
    {
        var watch = Stopwatch.StartNew();
        await using var program = await folder.ServeAsync(default);
        using var http = new HttpClient { BaseAddress = program.Address };
        await http.GetStringAsync("/sign-in");
        return watch.Elapsed.TotalSeconds;
    }
}
