using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Instances;

/// <summary>Cancelling and deleting, one or many. Each instance is cancelled in a unit of its own.</summary>
internal static class EndInstances
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapDelete("/workflow-instances/{id}", DeleteAsync);
        api.MapPost("/bulk-actions/delete/workflow-instances/by-id", DeleteManyAsync);
        api.MapPost("/cancel/workflow-instances/{id}", CancelAsync);
        api.MapPost("/bulk-actions/cancel/workflow-instances", CancelManyAsync);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, IElsaHost host, CancellationToken cancellationToken) =>
        await host.WriteAsync(http.User, (services, ct) => Removal(services).RemoveAllAsync(new InstanceFilter { Ids = [id] }, ct), cancellationToken) > 0
            ? Results.NoContent()
            : GetInstance.Missing(id);

    private static async Task<IResult> DeleteManyAsync(HttpContext http, IElsaHost host, CancellationToken cancellationToken)
    {
        var ids = (await ElsaBody.ReadAsync<InstanceIds>(http.Request, cancellationToken)).Ids ?? [];
        return ElsaResults.Ok(ids.Count == 0 ? new Removed(0, []) : await host.WriteAsync(http.User, (services, ct) => Removal(services).RemoveAllowedAsync(new InstanceFilter { Ids = ids }, ct), cancellationToken));
    }

    private static async Task<IResult> CancelAsync(string id, HttpContext http, IElsaHost host, CancellationToken cancellationToken)
    {
        var result = await host.WriteAsync(http.User, (services, ct) => Runtime(services).CancelAsync(id, ct), cancellationToken);
        return result.Refusal?.Reason == RefusalReason.InstanceNotFound ? GetInstance.Missing(id) : ElsaResults.Ok(new { Cancelled = !result.IsRefused });
    }

    private static async Task<IResult> CancelManyAsync(HttpContext http, IWorkflowStore store, IElsaHost host, CancellationToken cancellationToken)
    {
        var request = await ElsaBody.ReadAsync<InstanceIds>(http.Request, cancellationToken);
        var filter = await request.ToFilterAsync(store, cancellationToken);
        var cancelled = 0;
        foreach (var instance in filter is null ? [] : (await store.ListInstancesAsync(filter, cancellationToken)).Items)
        {
            var result = await host.WriteAsync(http.User, (services, ct) => Runtime(services).CancelAsync(instance.Id, ct), cancellationToken);
            cancelled += result.IsRefused ? 0 : 1;
        }

        return ElsaResults.Ok(new { Cancelled = cancelled });
    }

    private static InstanceRemoval Removal(IServiceProvider services) => services.GetRequiredService<InstanceRemoval>();

    private static IWorkflowRuntime Runtime(IServiceProvider services) => services.GetRequiredService<IWorkflowRuntime>();
}

/// <summary>Which instances a bulk action means: by id, by version, or by definition.</summary>
internal sealed record InstanceIds
{
    public IReadOnlyList<string>? Ids { get; init; }
    public string? DefinitionVersionId { get; init; }
    public string? DefinitionId { get; init; }
    public string? VersionOptions { get; init; }

    /// <summary>The running ones among them; null when nothing is named, for an action without a target must not hit everything.</summary>
    public async Task<InstanceFilter?> ToFilterAsync(IWorkflowStore store, CancellationToken cancellationToken)
    {
        var running = new InstanceFilter { Statuses = [WorkflowStatus.Running], Take = int.MaxValue };
        if (Ids is { Count: > 0 } ids)
            return running with { Ids = ids };
        if (!string.IsNullOrEmpty(DefinitionVersionId))
            return running with { DefinitionVersionIds = [DefinitionVersionId] };
        if (string.IsNullOrEmpty(DefinitionId))
            return null;
        var version = ElsaQuery.Version(VersionOptions, WorkflowRuntime.Definitions.VersionOptions.All);
        var versions = (await store.ListVersionsAsync(DefinitionId, cancellationToken)).Where(v => version.Matches(v.Version, v.IsLatest, v.IsPublished)).Select(v => v.Id).ToList();
        return versions.Count == 0 ? null : running with { DefinitionVersionIds = versions };
    }
}
