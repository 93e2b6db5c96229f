using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence;
using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Benchmarks.Crash;

/// <summary>
/// The process that is going to be killed: starts random workflows, sends what they wait for, lets timers fire, for ever. What it was
/// told to be durable it notes in a file, after the commit and before it goes on.
/// </summary>
internal sealed class CrashWorker(BenchService service, Random random, StreamWriter acknowledged)
{
    /// <summary>Beyond this many open instances it only serves them.</summary>
    private const int MostOpen = 40;

    public static async Task RunAsync(string folder, int seed)
    {
        await using var service = await BenchService.StartAsync(folder: folder, isPrepared: true);
        await using var acknowledged = new StreamWriter(Path.Combine(folder, CrashCampaign.AcknowledgedFile), append: true) { AutoFlush = true };
        var worker = new CrashWorker(service, new Random(seed), acknowledged);
        Console.WriteLine("ready");
        while (true)
        {
            await worker.StepAsync();
            Console.WriteLine("step");
        }
    }

    private async Task StepAsync()
    {
        var waiting = await service.ReadAsync(async store => await store.FindBookmarksAsync(new BookmarkFilter(), default));
        var turn = random.Next(10);
        if (turn < 4 && waiting.Select(b => b.InstanceId).Distinct().Count() < MostOpen)
        {
            await StartAsync();
        }
        else if (turn < 8 && waiting.Where(b => b.Name == EventStimuli.StimulusName).ToList() is { Count: > 0 } events)
        {
            await SendAsync(events[random.Next(events.Count)], queued: random.Next(2) == 0);
        }
        else if (turn < 9 && waiting.Where(b => b.Name == TaskStimuli.StimulusName).ToList() is { Count: > 0 } tasks)
        {
            await CompleteAsync(tasks[random.Next(tasks.Count)]);
        }
        else
        {
            await service.Services.GetRequiredService<WorkflowPump>().RunAsync();
        }
    }

    /// <summary>The instance and a row of the caller's own, in one unit.</summary>
    private async Task StartAsync()
    {
        var flow = CrashFlows.Name(random.Next(CrashFlows.Count));
        var result = await service.Runner.RunAsync<BurstResult>(async services =>
        {
            var started = await services.GetRequiredService<IWorkflowRuntime>().StartAsync(StartWorkflow.Of(flow));
            services.GetRequiredService<UnitOfWork>().Db.Add(new ServiceSetting { Name = CrashCampaign.OwnRow + started.InstanceId, Value = flow });
            return started;
        });
        acknowledged.WriteLine($"start {result.Value.InstanceId}");
    }

    private async Task SendAsync(BookmarkRow waiting, bool queued)
    {
        var token = "token-" + Guid.NewGuid().ToString("N");
        var stimulus = EventStimuli.Of(CrashFlows.Event, token, instanceId: waiting.InstanceId) with { ActivityInstanceId = waiting.ActivityInstanceId };
        var delivered = await service.Runner.RunAsync<bool>(async services =>
        {
            var runtime = services.GetRequiredService<IWorkflowRuntime>();
            if (queued)
            {
                runtime.Enqueue(stimulus);
                return true;
            }

            return (await runtime.SendAsync(stimulus)).Any(burst => !burst.IsRefused);
        });
        if (delivered.Value)
        {
            acknowledged.WriteLine(string.Create(CultureInfo.InvariantCulture, $"event {waiting.InstanceId} {token}"));
        }
    }

    private Task CompleteAsync(BookmarkRow waiting) =>
        service.Runner.RunAsync<bool>(async services => !(await services.GetRequiredService<IWorkflowRuntime>().ResumeAsync(waiting.Id)).IsRefused);
}
