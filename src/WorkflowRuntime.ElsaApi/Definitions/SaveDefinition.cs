using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>
/// Saving from the editor: creates, changes the draft, makes a draft on top of a published version, and publishes when asked. A
/// publication that is refused leaves the draft saved and the published version in force.
/// </summary>
internal static class SaveDefinition
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/workflow-definitions", HandleAsync);

    private static async Task<IResult> HandleAsync(HttpContext http, IElsaHost host, CancellationToken cancellationToken)
    {
        var body = await ElsaBody.ReadObjectAsync(http.Request, cancellationToken);
        var definition = DefinitionReader.Read(body["model"] as JsonObject ?? throw new ElsaRefusedException(400, ElsaTexts.NoModel()));
        var editor = http.Request.Headers[EditorMark.Header] is [{ Length: > 0 and <= 64 } id, ..] ? id : null;
        var saved = await host.WriteAsync(http.User, (services, ct) => SaveAsync(services, definition.Clone(), body.Flag("publish") == true, editor, ct), cancellationToken);
        var model = await http.RequestServices.GetRequiredService<DefinitionModels>().FindAsync(saved.Definition.Id, cancellationToken);
        return saved.Succeeded ? ElsaResults.Ok(PublishAnswer.Of(model!, saved)) : PublishAnswer.Refused(saved);
    }

    private static async Task<PublishResult> SaveAsync(IServiceProvider services, WorkflowDefinition definition, bool publish, string? editor, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IWorkflowStore>();
        var seen = EditorMark.Take(definition.CustomProperties, editor);
        if (definition.DefinitionId.Length > 0 && await store.FindVersionAsync(definition.DefinitionId, VersionOptions.Latest, cancellationToken) is { } latest)
            await RequireWritableAsync(store, latest, seen, editor, cancellationToken);
        return await PublishOrKeepDraftAsync(services, definition, publish, cancellationToken);
    }

    /// <summary>What cannot be published is kept as a draft: no work of the author is lost.</summary>
    public static async Task<PublishResult> PublishOrKeepDraftAsync(IServiceProvider services, WorkflowDefinition definition, bool publish, CancellationToken cancellationToken)
    {
        if (definition.Root is { } root)
        {
            var restored = ActivityShape.RestoreUnknown((JsonObject)root.DeepClone());
            ActivityShape.GiveIds(restored, services.GetRequiredService<IIdGenerator>());
            definition.Root = restored;
        }

        var publisher = services.GetRequiredService<WorkflowPublisher>();
        var result = await publisher.SaveAsync(definition, publish, cancellationToken);
        if (!result.Succeeded)
            await publisher.SaveAsync(definition, publish: false, cancellationToken);
        return result;
    }

    private static async Task RequireWritableAsync(IWorkflowStore store, DefinitionVersion latest, string? seen, string? editor, CancellationToken cancellationToken)
    {
        if (latest.IsReadonly)
            throw new ElsaRefusedException(StatusCodes.Status403Forbidden, ElsaTexts.IsReadOnly(latest.DefinitionId));
        if (await store.FindDefinitionAsync(latest.Id, cancellationToken) is { } row && EditorMark.IsOutdated(seen, editor, row))
            throw new ElsaRefusedException(StatusCodes.Status409Conflict, ElsaTexts.ChangedByAnother(latest.Name ?? latest.DefinitionId, latest.Version));
    }
}
