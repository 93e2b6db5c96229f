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

    /// <summary>Until the compiler has done with what is called often.</summary>
    private const int WarmImports = 3000;

    private const int WarmCompletions = 600;

    public static async Task<Figures> RunAsync()
    {
        var figures = new Figures("service");
        await StartUp.MeasureAsync(figures);
        await using var service = await BenchService.StartAsync(demo: true);
        var office = new BenchOffice(service);
        await office.ImportAsync(WarmImports);
        await office.CompleteAsync(WarmCompletions, 1);
        var cases = WarmImports;
        var rates = new Rates();
        for (var round = 0; round < Rounds; round++, cases += Imported)
        {
            var (measured, written) = await WatchAsync(service, () => office.ImportAsync(Imported));
            rates.Add(measured.PerSecond, written, Imported, Imported / BatchSize, service.DatabaseFile);
            figures.Show($"import {round + 1}, rows written per petition", (double)written.Count / Imported);
            figures.Show($"import {round + 1}, processor ms per petition", measured.ProcessorMilliseconds);
        }

        rates.Set(figures, "import");
        await office.ImportAsync(OpenCases - cases);
        await MeasureCompletionsAsync(figures, service, office);
        await Pages.MeasureAsync(figures, Path.GetDirectoryName(service.DatabaseFile)!);
        return figures;
    }

    private static async Task MeasureCompletionsAsync(Figures figures, BenchService service, BenchOffice office)
    {
        var rates = new Dictionary<int, Rates> { [1] = new(), [8] = new() };
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var callers in rates.Keys)
            {
                var (measured, written) = await WatchAsync(service, () => office.CompleteAsync(Completed, callers));
                rates[callers].Add(measured.PerSecond, written, Completed, Completed, service.DatabaseFile);
                figures.Show($"complete{callers} {round + 1}, rows written per task", (double)written.Count / Completed);
                figures.Show($"complete{callers} {round + 1}, processor ms per task", measured.ProcessorMilliseconds);
                figures.Show($"complete{callers} {round + 1}, p99 ms", measured.P99);
            }
        }

        foreach (var callers in rates.Keys)
        {
            rates[callers].Set(figures, $"complete{callers}");
        }
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

    /// <summary>What was measured in each round, and the floors of its rows.</summary>
    private sealed class Rates
    {
        private readonly List<double> _measured = [];
        private readonly List<double> _floors = [];
        private readonly List<double> _indexedFloors = [];

        public void Add(double perSecond, WrittenRows written, int count, int transactions, string database)
        {
            _measured.Add(perSecond);
            _floors.Add(count / RowFloor.Measure(written, transactions).TotalSeconds);
            _indexedFloors.Add(count / RowFloor.Measure(written, transactions, database).TotalSeconds);
        }

        public void Set(Figures figures, string name)
        {
            figures.Set(name + "PerSecond", Measured.Median(_measured));
            figures.Set(name + "FloorPerSecond", Measured.Median(_floors));
            figures.Set(name + "Ratio", Measured.Median(_measured) / Measured.Median(_floors));
            figures.Set(name + "IndexedFloorPerSecond", Measured.Median(_indexedFloors));
            figures.Set(name + "IndexedRatio", Measured.Median(_measured) / Measured.Median(_indexedFloors));
        }
    }
}
