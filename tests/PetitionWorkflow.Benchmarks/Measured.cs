using System.Diagnostics;

namespace PetitionWorkflow.Benchmarks;

/// <summary>How long each of many equal operations took, and all of them together.</summary>
internal sealed record Measured(int Count, TimeSpan Elapsed, TimeSpan Processor, double[] SortedMilliseconds)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;

    /// <summary>Processor time of the whole process per operation: what is left when the disk costs nothing and the machine is idle.</summary>
    public double ProcessorMilliseconds => Processor.TotalMilliseconds / Count;

    public double P50 => Percentile(0.50);

    public double P99 => Percentile(0.99);

    /// <summary>Runs an operation so many times, so many at once; the operation gets its number.</summary>
    public static async Task<Measured> RunAsync(int count, int callers, Func<int, Task> operation)
    {
        var times = new double[count];
        var next = -1;
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                var started = Stopwatch.GetTimestamp();
                await operation(i);
                times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        })));
        var elapsed = watch.Elapsed;
        Array.Sort(times);
        return new Measured(count, elapsed, Environment.CpuUsage.TotalTime - processor, times);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    private double Percentile(double share) => SortedMilliseconds[(int)Math.Ceiling(share * SortedMilliseconds.Length) - 1];
}
