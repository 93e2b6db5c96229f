using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>One definition version, by its own id or by definition and version options.</summary>
internal static class GetDefinition
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-definitions/by-id/{id}", ByIdAsync);
        api.MapGet("/workflow-definitions/by-definition-id/{definitionId}", ByDefinitionIdAsync);
        api.MapGet("/workflow-definitions/{definitionId}", ByDefinitionIdAsync);
        api.MapGet("/workflow-definitions/many-by-id", ManyByIdAsync);
    }

    private static async Task<IResult> ByIdAsync(string id, DefinitionModels models, CancellationToken cancellationToken) =>
        await models.FindAsync(id, cancellationToken) is { } model ? ElsaResults.Ok(model) : ElsaResults.NotFound(ElsaTexts.NoDefinitionVersion(id));

    private static async Task<IResult> ByDefinitionIdAsync(string definitionId, HttpRequest request, IWorkflowStore store, DefinitionModels models, CancellationToken cancellationToken)
    {
        var version = await store.FindVersionAsync(definitionId, request.Query.Version(VersionOptions.Latest), cancellationToken);
        return version is not null && await models.FindAsync(version.Id, cancellationToken) is { } model
            ? ElsaResults.Ok(model)
            : ElsaResults.NotFound(ElsaTexts.NoDefinition(definitionId));
    }

    private static async Task<IResult> ManyByIdAsync(HttpRequest request, DefinitionModels models, CancellationToken cancellationToken)
    {
        var found = new List<System.Text.Json.Nodes.JsonObject>();
        foreach (var id in request.Query.List("ids"))
        {
            if (await models.FindAsync(id, cancellationToken) is { } model)
                found.Add(model);
        }

        return ElsaResults.Ok(new ItemList<System.Text.Json.Nodes.JsonObject>(found));
    }
}
