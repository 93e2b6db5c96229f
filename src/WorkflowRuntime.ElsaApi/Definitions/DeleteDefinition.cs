using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>Deleting definitions and versions. As in Elsa their instances go too, unless the host has a reason to keep them.</summary>
internal static class DeleteDefinition
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapDelete("/workflow-definitions/{definitionId}", AllVersionsAsync);
        api.MapDelete("/workflow-definition-versions/{id}", VersionAsync);
        api.MapPost("/bulk-actions/delete/workflow-definitions/by-definition-id", ManyAsync);
        api.MapPost("/bulk-actions/delete/workflow-definitions/by-id", ManyVersionsAsync);
    }

    private static async Task<IResult> AllVersionsAsync(string definitionId, HttpContext http, IElsaHost host, CancellationToken cancellationToken) =>
        await host.WriteAsync(http.User, (services, ct) => DeleteAllAsync(services, definitionId, ct), cancellationToken) > 0
            ? Results.NoContent()
            : ElsaResults.NotFound(ElsaTexts.NoDefinition(definitionId));

    private static async Task<IResult> VersionAsync(string id, HttpContext http, IElsaHost host, CancellationToken cancellationToken) =>
        await host.WriteAsync(http.User, (services, ct) => DeleteVersionAsync(services, id, ct), cancellationToken)
            ? Results.NoContent()
            : ElsaResults.NotFound(ElsaTexts.NoDefinitionVersion(id));

    private static async Task<IResult> ManyAsync(HttpContext http, IElsaHost host, CancellationToken cancellationToken)
    {
        var request = await ElsaBody.ReadAsync<DefinitionIds>(http.Request, cancellationToken);
        var deleted = 0;
        foreach (var definitionId in request.All)
            deleted += await host.WriteAsync(http.User, (services, ct) => DeleteAllAsync(services, definitionId, ct), cancellationToken) > 0 ? 1 : 0;
        return ElsaResults.Ok(new { Deleted = deleted });
    }

    private static async Task<IResult> ManyVersionsAsync(HttpContext http, IElsaHost host, CancellationToken cancellationToken)
    {
        var request = await ElsaBody.ReadAsync<DefinitionIds>(http.Request, cancellationToken);
        var deleted = 0;
        foreach (var id in request.All)
            deleted += await host.WriteAsync(http.User, (services, ct) => DeleteVersionAsync(services, id, ct), cancellationToken) ? 1 : 0;
        return ElsaResults.Ok(new { Deleted = deleted });
    }

    private static async Task<int> DeleteAllAsync(IServiceProvider services, string definitionId, CancellationToken cancellationToken)
    {
        var versions = await services.GetRequiredService<IWorkflowStore>().ListVersionsAsync(definitionId, cancellationToken);
        foreach (var version in versions)
            await DeleteVersionAsync(services, version.Id, cancellationToken);
        return versions.Count;
    }

    private static async Task<bool> DeleteVersionAsync(IServiceProvider services, string versionId, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<Instances.InstanceRemoval>().RemoveAllAsync(new InstanceFilter { DefinitionVersionIds = [versionId] }, cancellationToken);
        return await services.GetRequiredService<WorkflowPublisher>().DeleteVersionAsync(versionId, cancellationToken);
    }
}

/// <summary>The ids of a bulk action, under either of the names that Elsa uses.</summary>
internal sealed record DefinitionIds
{
    public IReadOnlyList<string>? Ids { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("definitionIds")]
    public IReadOnlyList<string>? OfDefinitions { get; init; }

    public IReadOnlyList<string> All => [.. (Ids ?? []).Concat(OfDefinitions ?? []).Distinct()];
}
