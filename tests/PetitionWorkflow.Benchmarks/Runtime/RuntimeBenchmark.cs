using System.Globalization;

namespace PetitionWorkflow.Benchmarks.Runtime;

/// <summary>
/// Starts and resumes of one flow on a SQLite file, with 1 and 8 callers, against the floor; then a resume among many suspended
/// instances. <c>-- runtime --json FILE</c> writes the figures under the keys that scripts read.
/// </summary>
internal static class RuntimeBenchmark
{
    private const int Instances = 2000;
    private const int Rounds = 3;

    /// <summary>Until the compiler has done with what is called often.</summary>
    private const int Warm = 1000;

    private const int Probes = 300;

    public static async Task<Figures> RunAsync()
    {
        var figures = new Figures("runtime");
        await MeasureThroughputAsync(figures);
        await MeasureCrowdAsync(figures);
        return figures;
    }

    private static async Task MeasureThroughputAsync(Figures figures)
    {
        await using var service = await BenchService.StartAsync();
        var flow = await BenchFlow.PublishAsync(service);
        await Measured.RunAsync(Warm, 1, i => flow.StartAsync($"warm-{i}"));
        using var floor = FloorOf(service);
        await Measured.RunAsync(Warm, 1, i => flow.ResumeAsync($"warm-{i}"));
        floor.Measure(500);
        var before = service.BytesOnDisk();
        var measured = new Dictionary<string, List<Measured>>();
        var floors = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            floors.Add(floor.Measure(Instances));
            foreach (var callers in new[] { 1, 8 })
            {
                var name = $"{callers}-{round}";
                Note($"start{callers}", await Measured.RunAsync(Instances, callers, i => flow.StartAsync($"{name}-{i}")));
                Note($"resume{callers}", await Measured.RunAsync(Instances, callers, i => flow.ResumeAsync($"{name}-{i}")));
            }
        }

        figures.Set("floorPerSecond", Measured.Median(floors));
        figures.Show("floor processor ms", floor.ProcessorMilliseconds);
        foreach (var (name, rounds) in measured)
        {
            figures.Set(name + "PerSecond", Measured.Median(rounds.Select(r => r.PerSecond)));
            figures.Show(name + " p50 ms", Measured.Median(rounds.Select(r => r.P50)));
            figures.Show(name + " p99 ms", Measured.Median(rounds.Select(r => r.P99)));
            figures.Show(name + " processor ms", Measured.Median(rounds.Select(r => r.ProcessorMilliseconds)));
            figures.Show(name + " / floor", Measured.Median(rounds.Select(r => r.PerSecond)) / Measured.Median(floors));
        }

        figures.Set("bytesPerFinishedInstance", (service.BytesOnDisk() - before) / (double)(Instances * 2 * Rounds));

        void Note(string name, Measured result)
        {
            if (!measured.TryGetValue(name, out var rounds))
            {
                measured[name] = rounds = [];
            }

            rounds.Add(result);
        }
    }

    private static async Task MeasureCrowdAsync(Figures figures)
    {
        await using var service = await BenchService.StartAsync();
        var flow = await BenchFlow.PublishAsync(service);
        var medians = new Dictionary<string, double>();
        var present = 0;
        foreach (var crowd in new[] { 1_000, 10_000, 100_000 })
        {
            var name = crowd.ToString(CultureInfo.InvariantCulture);
            await Measured.RunAsync(Probes * 2, 1, i => flow.StartAsync($"{name}-{i}"));
            using (var connection = service.Open())
            {
                Fillers.Add(connection, crowd - present - (2 * Probes));
                present = crowd;
            }

            // The first half warms the caches of this size; the second is measured, with its own half still suspended around it.
            await Measured.RunAsync(Probes, 1, i => flow.ResumeAsync($"{name}-{2 * i}"));
            medians[name] = (await Measured.RunAsync(Probes, 1, i => flow.ResumeAsync($"{name}-{(2 * i) + 1}"))).P50;
            present -= 2 * Probes;
        }

        figures.SetGroup("resumeP50Ms", medians);
        figures.Show("resume p50 at 100,000 / at 1,000", medians["100000"] / medians["1000"]);
        figures.Set("peakRssMiB", PeakMemory.MiB());
    }

    /// <summary>The rows that one start writes.</summary>
    private static Floor FloorOf(BenchService service)
    {
        using var connection = service.Open();
        var instance = Sql.Rows(connection, "SELECT * FROM WorkflowInstances ORDER BY CreatedAt DESC LIMIT 1")[0];
        var id = (string)instance["Id"];
        return new Floor(
        [
            ("WorkflowInstances", instance),
            ("WorkflowBookmarks", Sql.Rows(connection, $"SELECT * FROM WorkflowBookmarks WHERE InstanceId = '{id}'")[0]),
            ("WorkflowBursts", Sql.Rows(connection, $"SELECT * FROM WorkflowBursts WHERE InstanceId = '{id}'")[0]),
        ]);
    }
}
