using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;

namespace PetitionWorkflow.Benchmarks.Runtime;

/// <summary>The flow under measurement: two scripts, a decision, an event to wait for, a switch, a variable.</summary>
internal sealed class BenchFlow(BenchService service)
{
    public static async Task<BenchFlow> PublishAsync(BenchService service)
    {
        var json = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "bench-flow.json"));
        await service.Runner.RunAsync<bool>(async services =>
        {
            var definition = WorkflowDefinitionJson.Parse(json).Definition ?? throw new InvalidOperationException("bench-flow.json does not parse.");
            var result = await services.GetRequiredService<WorkflowPublisher>().SaveAsync(definition, publish: true);
            return result.Errors.Count == 0 ? true : throw new InvalidOperationException(result.Errors[0].Message);
        });
        return new BenchFlow(service);
    }

    public async Task StartAsync(string key)
    {
        var input = new Dictionary<string, object?> { ["Amount"] = 60 + (key.Length % 40), ["Key"] = key };
        var result = await service.Runner.RunAsync<BurstResult>(
            async services => await services.GetRequiredService<IWorkflowRuntime>().StartAsync(StartWorkflow.Of("bench-flow", input)));
        Check(result, "Suspended");
    }

    public async Task ResumeAsync(string key)
    {
        var result = await service.Runner.RunAsync<BurstResult>(async services =>
            (await services.GetRequiredService<IWorkflowRuntime>().PublishAsync("evt-" + key)) is [var one]
                ? one
                : throw new InvalidOperationException($"evt-{key} resumed nothing, or too much."));
        Check(result, "Finished");
    }

    private static void Check(Result<BurstResult> result, string expected)
    {
        if (result.IsRefused || result.Value.IsRefused || result.Value.SubStatus.ToString() != expected)
        {
            throw new InvalidOperationException($"A burst did not end {expected}.");
        }
    }
}
