using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Execution.State;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Tests.Hosting;

/// <summary>What the people around a workflow do, in one word each.</summary>
internal static class HostSteps
{
    /// <summary>Publishes and starts; the instance's id.</summary>
    public static async Task<string> StartNewAsync(this EngineHost host, JsonNode definition)
    {
        var published = await host.PublishAsync(definition);
        Assert.Empty(published.Errors);
        return (await host.StartAsync(published.Definition.DefinitionId)).InstanceId;
    }

    public static Task SendEventAsync(this EngineHost host, string name, object? payload = null, string? correlationId = null, string? instanceId = null) =>
        host.SendAsync(EventStimuli.Of(name, payload, correlationId, instanceId));

    /// <summary>Reports the oldest open task of an activity.</summary>
    public static async Task CompleteTaskAsync(this EngineHost host, string instanceId, string activityId, object? result = null)
    {
        var state = await host.StateAsync(instanceId);
        var bookmark = state.Bookmarks.First(b => ActivityOf(state, b) == activityId);
        await host.SendAsync(TaskStimuli.Of(JsonNode.Parse(bookmark.Payload!)!["taskId"]!.GetValue<string>(), result ?? "ok"));
    }

    /// <summary>The activities that wait, oldest first.</summary>
    public static async Task<string> WaitingAsync(this EngineHost host, string instanceId)
    {
        var state = await host.StateAsync(instanceId);
        return string.Join(' ', state.Bookmarks.Select(b => ActivityOf(state, b)));
    }

    public static async Task<string> StartedAsync(this EngineHost host, string instanceId) => (await host.JournalAsync(instanceId)).Started();

    public static async Task<string> CompletedAsync(this EngineHost host, string instanceId) => (await host.JournalAsync(instanceId)).CompletedWithOuter();

    /// <summary>For one glance: "Finished/Cancelled".</summary>
    public static async Task<string> StatusAsync(this EngineHost host, string instanceId)
    {
        var row = await host.InstanceAsync(instanceId);
        return $"{row.Status}/{row.SubStatus}";
    }

    public static async Task<IReadOnlyList<InstanceSummary>> InstancesAsync(this EngineHost host, string? definitionId = null)
    {
        var filter = new InstanceFilter { DefinitionIds = definitionId is null ? null : [definitionId], Take = 1000 };
        return (await host.ReadAsync(async (store, ct) => await store.ListInstancesAsync(filter, ct))).Items;
    }

    public static Task<BurstResult> CancelAsync(this EngineHost host, string instanceId) =>
        host.RunAsync(runtime => runtime.CancelAsync(instanceId, TestContext.Current.CancellationToken));

    public static Task<T> PublisherAsync<T>(this EngineHost host, Func<WorkflowPublisher, CancellationToken, Task<T>> work) =>
        host.RunAsync((services, ct) => work(services.GetRequiredService<WorkflowPublisher>(), ct), TestContext.Current.CancellationToken);

    private static string ActivityOf(InstanceState state, BookmarkState bookmark)
    {
        var nodeId = state.Contexts.First(c => c.Id == bookmark.ContextId).NodeId;
        return nodeId[(nodeId.LastIndexOf(':') + 1)..];
    }
}
