using System.Diagnostics;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Intake;

[Collection(MeasuredRuns.Alone)]
public sealed class ImportMemoryTests
{
    [Fact]
    public async Task Import_OfAHundredMegabytes_KeepsTheMemorySmall()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var path = Path.Combine(service.Root, "large.csv");
        await using (var writer = new StreamWriter(path))
        {
            await writer.WriteLineAsync(CsvFiles.Header);
            var words = string.Concat(Enumerable.Repeat("请市政部门尽快安排维修。", 1200));
            for (var id = 1; writer.BaseStream.Position < 100L * 1024 * 1024; id++)
            {
                await writer.WriteLineAsync($"{id},U1,,2026-02-02T08:00:00,{words}");
            }
        }

        var before = Held();
        var most = 0L;
        var watch = Stopwatch.StartNew();

        var done = (await service.ImportAsync(path, _ => most = Math.Max(most, Held()))).Value;

        TestContext.Current.TestOutputHelper?.WriteLine($"{done.Rejected} rows of 43 KB in {watch.Elapsed.TotalSeconds:F1} s, {(most - before) >> 20} MB more");
        Assert.True(done.Rejected > 2000);
        Assert.True(most - before < 64L << 20, $"{(most - before) >> 20} MB more");

        // What is held, not what waits for a collection.
        static long Held()
        {
            GC.Collect();
            return GC.GetTotalMemory(forceFullCollection: false);
        }
    }
}
