using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowRuntime.ElsaApi.Instances;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Execution.State;
using WorkflowRuntime.Journal;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Journal;

/// <summary>Executions of activities: lists, one, statistics, and how it came to be scheduled.</summary>
internal static class ReadExecutions
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/activity-executions/list", ListAsync);
        api.MapGet("/activity-execution-summaries/list", SummariesAsync);
        api.MapPost("/activity-executions/report", ReportAsync);
        api.MapGet("/activity-executions/count", CountAsync);
        api.MapGet("/activity-executions/by-id", (HttpRequest request, IWorkflowStore store, CancellationToken ct) => OneAsync(request.Query.Text("id") ?? "", store, ct));
        api.MapGet("/activity-executions/{id}", OneAsync);
        api.MapGet("/activity-executions/{id}/call-stack", CallStackAsync);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var items = new List<ExecutionModel>();
        foreach (var instanceId in request.Query.List("workflowInstanceId").Concat(request.Query.List("workflowInstanceIds")).Distinct())
        {
            var properties = await PropertiesAsync(store, instanceId, cancellationToken);
            items.AddRange((await ReadAsync(request, store, instanceId, cancellationToken)).Select(e => ExecutionModel.Of(e, properties.GetValueOrDefault(e.Id)?.DeepClone() as JsonObject ?? [])));
        }

        return ElsaResults.Ok(new ItemList<ExecutionModel>(items));
    }

    private static async Task<IResult> SummariesAsync(HttpRequest request, IWorkflowStore store, CancellationToken cancellationToken) =>
        ElsaResults.Ok(new ItemList<ExecutionSummary>([.. (await AllAsync(request, store, cancellationToken)).OrderBy(e => e.StartedAt).Select(ExecutionSummary.Of)]));

    private static async Task<IResult> CountAsync(HttpRequest request, IWorkflowStore store, CancellationToken cancellationToken) =>
        ElsaResults.Ok(new { (await AllAsync(request, store, cancellationToken)).Count });

    private static async Task<IResult> ReportAsync(HttpRequest request, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var wanted = await ElsaBody.ReadAsync<ReportRequest>(request, cancellationToken);
        var executions = (await WorkflowJournal.ReadAsync(store, wanted.WorkflowInstanceId ?? "", cancellationToken)).Executions;
        var nodes = wanted.ActivityNodeIds?.ToHashSet();
        return ElsaResults.Ok(new { Stats = ExecutionStats.Of(executions.Where(e => nodes is not { Count: > 0 } || nodes.Contains(e.ActivityNodeId))) });
    }

    private static async Task<IResult> OneAsync(string id, IWorkflowStore store, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, store, cancellationToken) is not { } record)
            return ElsaResults.NotFound(ElsaTexts.NoExecution(id));
        var properties = await PropertiesAsync(store, record.WorkflowInstanceId, cancellationToken);
        return ElsaResults.Ok(ExecutionModel.Of(record, properties.GetValueOrDefault(record.Id) ?? []));
    }

    private static async Task<IResult> CallStackAsync(string id, HttpRequest request, IWorkflowStore store, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, store, cancellationToken) is not { } record)
            return ElsaResults.NotFound(ElsaTexts.NoExecution(id));
        var byId = (await WorkflowJournal.ReadAsync(store, record.WorkflowInstanceId, cancellationToken)).Executions.ToDictionary(e => e.Id);
        var chain = new List<ActivityExecutionRecord>();
        for (var at = record; at is not null && !chain.Contains(at); at = at.SchedulingActivityExecutionId is { } by ? byId.GetValueOrDefault(by) : null)
            chain.Insert(0, at);
        var shown = chain.Skip(request.Query.Number("skip") ?? 0).Take(request.Query.Number("take") ?? int.MaxValue).Select(e => ExecutionModel.Of(e, []));
        return ElsaResults.Ok(new { ActivityExecutionId = id, Items = shown, TotalCount = chain.Count });
    }

    private static async Task<ActivityExecutionRecord?> FindAsync(string shownId, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var (instanceId, id) = ExecutionIds.Read(shownId);
        return instanceId is null ? null : (await WorkflowJournal.ReadAsync(store, instanceId, cancellationToken)).Executions.FirstOrDefault(e => e.Id == id);
    }

    private static async Task<IReadOnlyList<ActivityExecutionRecord>> AllAsync(HttpRequest request, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var all = new List<ActivityExecutionRecord>();
        foreach (var instanceId in request.Query.List("workflowInstanceId").Concat(request.Query.List("workflowInstanceIds")).Distinct())
            all.AddRange(await ReadAsync(request, store, instanceId, cancellationToken));
        return all;
    }

    private static async Task<IEnumerable<ActivityExecutionRecord>> ReadAsync(HttpRequest request, IWorkflowStore store, string instanceId, CancellationToken cancellationToken)
    {
        var nodes = request.Query.List("activityNodeId").Concat(request.Query.List("activityNodeIds")).ToHashSet();
        var ids = request.Query.List("activityId").Concat(request.Query.List("activityIds")).ToHashSet();
        var completed = request.Query.Flag("completed");
        return (await WorkflowJournal.ReadAsync(store, instanceId, cancellationToken)).Executions.Where(e =>
            (nodes.Count == 0 || nodes.Contains(e.ActivityNodeId)) && (ids.Count == 0 || ids.Contains(e.ActivityId)) && (completed is null || e.CompletedAt is not null == completed));
    }

    /// <summary>What the contexts that still run keep for themselves: variables, tokens of flowcharts.</summary>
    private static async Task<Dictionary<string, JsonObject>> PropertiesAsync(IWorkflowStore store, string instanceId, CancellationToken cancellationToken) =>
        await store.FindInstanceAsync(instanceId, cancellationToken) is { } row
            ? InstanceStateJson.Read(row.State).Contexts.ToDictionary(context => context.Id, InstanceModel.PropertiesOf)
            : [];

    private sealed record ReportRequest
    {
        public string? WorkflowInstanceId { get; init; }
        public IReadOnlyList<string>? ActivityNodeIds { get; init; }
    }
}
