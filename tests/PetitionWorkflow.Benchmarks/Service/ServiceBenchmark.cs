namespace PetitionWorkflow.Benchmarks.Service;

/// <summary>
/// What the office feels: petitions imported, tasks completed, the inbox with 10,000 open cases, start-up and memory; the first two
/// against the floor. <c>-- service --json FILE</c> writes the figures under the keys that scripts read.
/// </summary>
internal static class ServiceBenchmark
{
    private const int OpenCases = 10_000;
    private const int Rounds = 3;
    private const int Imported = 1000;
    private const int Completed = 400;
    private const int BatchSize = 100;

    public static async Task<Figures> RunAsync()
    {
        var figures = new Figures("service");
        await StartUp.MeasureAsync(figures);
        await using var service = await BenchService.StartAsync(demo: true);
        var office = new BenchOffice(service);
        await office.ImportAsync(200);
        await office.CompleteAsync(50, 1);
        var cases = 200;
        var (imports, importFloors) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++, cases += Imported)
        {
            var (measured, written) = await WatchAsync(service, () => office.ImportAsync(Imported));
            imports.Add(measured.PerSecond);
            importFloors.Add(Imported / RowFloor.Measure(written, Imported / BatchSize).TotalSeconds);
            figures.Show($"import {round + 1}, rows written per petition", (double)written.Count / Imported);
            figures.Show($"import {round + 1}, processor ms per petition", measured.ProcessorMilliseconds);
        }

        Set(figures, "import", imports, importFloors);
        await office.ImportAsync(OpenCases - cases);
        await MeasureCompletionsAsync(figures, service, office);
        await Pages.MeasureAsync(figures, Path.GetDirectoryName(service.DatabaseFile)!);
        return figures;
    }

    private static async Task MeasureCompletionsAsync(Figures figures, BenchService service, BenchOffice office)
    {
        var rates = new Dictionary<int, List<double>> { [1] = [], [8] = [] };
        var floors = new Dictionary<int, List<double>> { [1] = [], [8] = [] };
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var callers in rates.Keys)
            {
                var (measured, written) = await WatchAsync(service, () => office.CompleteAsync(Completed, callers));
                rates[callers].Add(measured.PerSecond);
                floors[callers].Add(Completed / RowFloor.Measure(written, Completed).TotalSeconds);
                figures.Show($"complete{callers} {round + 1}, rows written per task", (double)written.Count / Completed);
                figures.Show($"complete{callers} {round + 1}, processor ms per task", measured.ProcessorMilliseconds);
                figures.Show($"complete{callers} {round + 1}, p99 ms", measured.P99);
            }
        }

        foreach (var callers in rates.Keys)
        {
            Set(figures, $"complete{callers}", rates[callers], floors[callers]);
        }
    }

    private static void Set(Figures figures, string name, List<double> rates, List<double> floors)
    {
        figures.Set(name + "PerSecond", Measured.Median(rates));
        figures.Set(name + "FloorPerSecond", Measured.Median(floors));
        figures.Set(name + "Ratio", Measured.Median(rates) / Measured.Median(floors));
    }

    private static async Task<(Measured Measured, WrittenRows Written)> WatchAsync(BenchService service, Func<Task<Measured>> work)
    {
        var copy = service.DatabaseFile + ".before";
        WrittenRows.Snapshot(service.DatabaseFile, copy);
        try
        {
            var measured = await work();
            return (measured, WrittenRows.Between(copy, service.DatabaseFile));
        }
        finally
        {
            File.Delete(copy);
        }
    }
}
