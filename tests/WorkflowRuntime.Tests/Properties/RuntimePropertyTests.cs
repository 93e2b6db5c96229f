using System.Text.Json.Nodes;
using CsCheck;
using WorkflowRuntime.Execution.State;
using WorkflowRuntime.Flowcharts;
using WorkflowRuntime.Journal;
using WorkflowRuntime.Stores;
using WorkflowRuntime.Tests.Hosting;

namespace WorkflowRuntime.Tests.Properties;

/// <summary>What must hold of every flowchart, whatever somebody draws.</summary>
public sealed class RuntimePropertyTests
{
    private const int MostSteps = 300;

    [Theory]
    [InlineData(FlowchartMode.TokenBased)]
    [InlineData(FlowchartMode.CounterBased)]
    public void ARandomFlowchart_EndsWaitsOrFaults_AndNeverSpins(FlowchartMode mode)
    {
        Gen.Select(RandomFlow.Definitions, RandomFlow.Steps).Sample(
            (definition, steps) => RunAsync(definition, steps, mode).GetAwaiter().GetResult(), iter: 150, threads: 1);

        static async Task RunAsync(JsonObject definition, int[] steps, FlowchartMode mode)
        {
            var seen = await LiveAsync(definition, steps, mode, reload: false);
            Assert.True(seen.Executions <= MostSteps * (steps.Length + 2) * 4, "It went on beyond the step limit.");
            Assert.Contains(seen.Status, new[] { "Finished/Finished", "Finished/Faulted", "Running/Suspended" });
            Assert.True(seen.Status != "Finished/Finished" || seen.Waiting == 0, "A finished instance still waits for something.");
            Assert.True(seen.Status != "Finished/Faulted" || seen.Incidents > 0, "A faulted instance names no incident.");
        }
    }

    [Fact]
    public void SerialiseLoadContinue_EqualsContinue()
    {
        Gen.Select(RandomFlow.Definitions, RandomFlow.Steps).Sample(
            (definition, steps) =>
            {
                var straight = LiveAsync(definition, steps, FlowchartMode.TokenBased, reload: false).GetAwaiter().GetResult();
                var reloaded = LiveAsync(definition, steps, FlowchartMode.TokenBased, reload: true).GetAwaiter().GetResult();
                Assert.Equal(straight.Journal, reloaded.Journal);
                Assert.Equal(straight.State, reloaded.State);
            },
            iter: 80, threads: 1);
    }

    [Fact]
    public void EqualInputs_GiveEqualJournals()
    {
        Gen.Select(RandomFlow.Definitions, RandomFlow.Steps).Sample(
            (definition, steps) =>
            {
                var one = LiveAsync(definition, steps, FlowchartMode.TokenBased, reload: false).GetAwaiter().GetResult();
                var two = LiveAsync(definition, steps, FlowchartMode.TokenBased, reload: false).GetAwaiter().GetResult();
                Assert.Equal(one.Journal, two.Journal);
                Assert.Equal(one.State, two.State);
            },
            iter: 80, threads: 1);
    }

    /// <summary>Starts the definition and serves what it waits for; ids are counted, so that two lives can be compared byte by byte.</summary>
    private static async Task<Life> LiveAsync(JsonObject definition, int[] steps, FlowchartMode mode, bool reload)
    {
        using var host = new EngineHost(
            options => (options.MaxStepsPerBurst, options.DefaultFlowchartMode) = (MostSteps, mode), CountedIds.AddTo);
        await host.PublishAsync(definition.DeepClone());
        var id = (await host.StartAsync("flow")).InstanceId;
        foreach (var step in steps)
        {
            if (reload)
                await RewriteAsync(host, id);
            var waits = (await host.StateAsync(id)).Bookmarks;
            if (step < waits.Count)
                await host.ResumeAsync(waits[step].Id);
            else
                await host.AdvanceAsync(TimeSpan.FromSeconds(7));
        }

        var state = await host.StateAsync(id);
        var journal = await host.JournalAsync(id);
        return new Life(
            await host.StatusAsync(id),
            state.Bookmarks.Count,
            state.Incidents.Count,
            journal.Executions.Count,
            string.Join('\n', journal.Entries.Select(Line)),
            string.Join('\n', (await host.VariablesAsync(id)).OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}")) + string.Join(' ', state.Bookmarks.Select(b => b.Name)));
    }

    /// <summary>The saved state through its reader and writer once more, as another process would do.</summary>
    private static Task RewriteAsync(EngineHost host, string instanceId) => host.RunAsync(
        async (services, ct) =>
        {
            var store = (IWorkflowStore)services.GetService(typeof(IWorkflowStore))!;
            var row = (await store.FindInstanceAsync(instanceId, ct))!;
            var before = row.State;
            row.State = InstanceStateJson.Write(InstanceStateJson.Read(row.State));
            Assert.Equal(before, row.State);
            row.ConcurrencyVersion++;
            store.UpdateInstance(row);
            return true;
        },
        TestContext.Current.CancellationToken);

    private static string Line(JournalEntry entry) => $"{entry.Sequence} {entry.EventName} {entry.ActivityNodeId} {entry.Message} {(entry.EventName == "Faulted" ? "" : entry.Payload)}";

    private sealed record Life(string Status, int Waiting, int Incidents, int Executions, string Journal, string State);
}
