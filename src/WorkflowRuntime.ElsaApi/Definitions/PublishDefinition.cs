using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>Publishing, taking back, and going back to an older version.</summary>
internal static class PublishDefinition
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/publish", PublishAsync);
        api.MapPost("/workflow-definitions/{definitionId}/retract", RetractAsync);
        api.MapPost("/workflow-definitions/{definitionId}/revert/{version:int}", RevertAsync);
    }

    private static async Task<IResult> PublishAsync(string definitionId, HttpContext http, IWorkflowStore store, DefinitionModels models, IElsaHost host, CancellationToken cancellationToken)
    {
        var before = await store.FindVersionAsync(definitionId, VersionOptions.Latest, cancellationToken);
        if (before is null)
            return ElsaResults.NotFound(ElsaTexts.NoDefinition(definitionId));
        var result = await host.WriteAsync(http.User, async (services, ct) => await services.GetRequiredService<WorkflowPublisher>().PublishAsync(definitionId, ct), cancellationToken);
        if (result is { Succeeded: false })
            return PublishAnswer.Refused(result);
        return ElsaResults.Ok(PublishAnswer.Of((await models.FindAsync(before.Id, cancellationToken))!, result!, before.IsPublished));
    }

    private static async Task<IResult> RetractAsync(string definitionId, HttpContext http, DefinitionModels models, IElsaHost host, CancellationToken cancellationToken)
    {
        var retracted = await host.WriteAsync(http.User, async (services, ct) => await services.GetRequiredService<WorkflowPublisher>().RetractAsync(definitionId, ct), cancellationToken);
        return retracted is null
            ? ElsaResults.Problem(StatusCodes.Status400BadRequest, ElsaTexts.NotPublished(definitionId))
            : ElsaResults.Ok((await models.FindAsync(retracted.Id, cancellationToken))!);
    }

    private static async Task<IResult> RevertAsync(string definitionId, int version, HttpContext http, IWorkflowStore store, IElsaHost host, CancellationToken cancellationToken)
    {
        var draft = await host.WriteAsync(http.User, async (services, ct) => await services.GetRequiredService<WorkflowPublisher>().RevertAsync(definitionId, version, ct), cancellationToken);
        return draft is not null && await store.FindDefinitionAsync(draft.Id, cancellationToken) is { } row
            ? ElsaResults.Created(DefinitionSummary.Of(DefinitionVersion.Of(row)))
            : ElsaResults.NotFound(ElsaTexts.NoVersion(definitionId, version));
    }
}
