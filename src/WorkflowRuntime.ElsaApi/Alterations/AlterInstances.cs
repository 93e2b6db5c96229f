using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.ElsaApi.Instances;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Alterations;

/// <summary>Changes to instances: running faulted steps again, and cancelling what matches a filter. Other alterations are refused by name.</summary>
internal static class AlterInstances
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/alterations/workflows/retry", RetryAsync);
        api.MapPost("/alterations/run", RunAsync);
        api.MapPost("/alterations/dry-run", DryRunAsync);
        api.MapPost("/alterations/submit", SubmitAsync);
        api.MapGet("/alterations/{id}", (string id) => ElsaResults.NotFound(ElsaTexts.NoPlan(id)));
    }

    private static async Task<IResult> RetryAsync(HttpContext http, IElsaHost host, CancellationToken cancellationToken)
    {
        var request = await ElsaBody.ReadAsync<RetryRequest>(http.Request, cancellationToken);
        var results = new List<object>();
        var executions = (request.ActivityInstanceIds ?? []).Select(ExecutionIds.Read).ToList();
        foreach (var id in request.WorkflowInstanceIds ?? [])
        {
            var own = executions.Where(e => e.InstanceId is null || e.InstanceId == id).Select(e => (string?)e.ExecutionId).DefaultIfEmpty(null);
            foreach (var execution in own)
                results.Add(await RetryOneAsync(id, execution, http, host, cancellationToken));
        }

        return ElsaResults.Ok(new { Results = results });
    }

    private static async Task<object> RetryOneAsync(string id, string? execution, HttpContext http, IElsaHost host, CancellationToken cancellationToken)
    {
        var result = await host.WriteAsync(http.User, (services, ct) => services.GetRequiredService<IWorkflowRuntime>().RetryAsync(id, execution, ct), cancellationToken);
        if (result.HasQueuedWork)
            host.Nudge();
        return new
        {
            WorkflowInstanceId = id,
            IsSuccessful = !result.IsRefused && result.Incidents.Count == 0,
            Log = new { LogEntries = result.Refusal is { } refusal ? [refusal.Message] : result.Incidents.Select(i => i.Message).ToArray() },
        };
    }

    private static async Task<IResult> RunAsync(HttpContext http, IWorkflowStore store, IElsaHost host, CancellationToken cancellationToken)
    {
        var request = await ElsaBody.ReadAsync<AlterationRequest>(http.Request, cancellationToken);
        request.RequireSupported();
        var results = new List<object>();
        foreach (var id in request.WorkflowInstanceIds ?? [])
        {
            var result = await CancelAsync(id, http, host, cancellationToken);
            results.Add(new { WorkflowInstanceId = id, IsSuccessful = !result.IsRefused, Log = new { LogEntries = result.Refusal is { } refusal ? [refusal.Message] : Array.Empty<string>() } });
        }

        return ElsaResults.Ok(new { Results = results });
    }

    private static async Task<IResult> DryRunAsync(HttpContext http, IWorkflowStore store, CancellationToken cancellationToken) =>
        ElsaResults.Ok(new { WorkflowInstanceIds = await MatchingAsync(await ElsaBody.ReadAsync<AlterationFilter>(http.Request, cancellationToken), store, cancellationToken) });

    private static async Task<IResult> SubmitAsync(HttpContext http, IWorkflowStore store, IIdGenerator ids, IElsaHost host, CancellationToken cancellationToken)
    {
        var request = await ElsaBody.ReadAsync<AlterationRequest>(http.Request, cancellationToken);
        request.RequireSupported();
        foreach (var id in await MatchingAsync(request.Filter ?? new AlterationFilter(), store, cancellationToken))
            await CancelAsync(id, http, host, cancellationToken);
        return ElsaResults.Ok(new { PlanId = ids.NewId() });
    }

    private static Task<BurstResult> CancelAsync(string id, HttpContext http, IElsaHost host, CancellationToken cancellationToken) =>
        host.WriteAsync(http.User, (services, ct) => services.GetRequiredService<IWorkflowRuntime>().CancelAsync(id, ct), cancellationToken);

    private static async Task<IReadOnlyList<string>> MatchingAsync(AlterationFilter filter, IWorkflowStore store, CancellationToken cancellationToken)
    {
        if (!filter.NamesSomething && filter.EmptyFilterSelectsAll != true)
            return [];
        var running = filter.ToListRequest().ToFilter(int.MaxValue) with { Skip = 0, Take = int.MaxValue };
        running = running with { Statuses = [WorkflowStatus.Running] };
        return [.. (await store.ListInstancesAsync(running, cancellationToken)).Items.Select(i => i.Id)];
    }

    private sealed record RetryRequest
    {
        public IReadOnlyList<string>? WorkflowInstanceIds { get; init; }
        public IReadOnlyList<string>? ActivityInstanceIds { get; init; }
    }
}

/// <summary>Alterations and what they are for.</summary>
internal sealed record AlterationRequest
{
    public IReadOnlyList<JsonElement>? Alterations { get; init; }
    public IReadOnlyList<string>? WorkflowInstanceIds { get; init; }
    public AlterationFilter? Filter { get; init; }

    public void RequireSupported()
    {
        var types = (Alterations ?? []).Select(a => a.TryGetProperty("type", out var type) ? type.GetString() : null).ToList();
        if (types.Count == 0 || types.Any(type => type != "Cancel"))
            throw new ElsaRefusedException(StatusCodes.Status400BadRequest, ElsaTexts.OnlyCancel(string.Join(", ", types.Where(t => t != "Cancel").DefaultIfEmpty("none"))));
    }
}

/// <summary>Which running instances an alteration is for.</summary>
internal sealed record AlterationFilter
{
    public bool? EmptyFilterSelectsAll { get; init; }
    public IReadOnlyList<string>? WorkflowInstanceIds { get; init; }
    public IReadOnlyList<string>? CorrelationIds { get; init; }
    public IReadOnlyList<string>? DefinitionIds { get; init; }
    public IReadOnlyList<string>? DefinitionVersionIds { get; init; }
    public IReadOnlyList<string>? SubStatuses { get; init; }
    public bool? HasIncidents { get; init; }
    public bool? IsSystem { get; init; }
    public string? SearchTerm { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool NamesSomething =>
        WorkflowInstanceIds is { Count: > 0 } || CorrelationIds is { Count: > 0 } || DefinitionIds is { Count: > 0 } || DefinitionVersionIds is { Count: > 0 }
        || SubStatuses is { Count: > 0 } || HasIncidents is not null || !string.IsNullOrWhiteSpace(SearchTerm);

    public InstanceListRequest ToListRequest() => new()
    {
        Ids = WorkflowInstanceIds, CorrelationId = CorrelationIds is [var correlation, ..] ? correlation : null, DefinitionIds = DefinitionIds,
        DefinitionVersionId = DefinitionVersionIds is [var version, ..] ? version : null, SubStatuses = SubStatuses, HasIncidents = HasIncidents, IsSystem = IsSystem,
        SearchTerm = SearchTerm,
    };
}
