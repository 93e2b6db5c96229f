using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>Imports. A definition that is here already gets a new draft; publishing remains a step of its own.</summary>
internal static class ImportDefinitions
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions/import", OneAsync);
        api.MapPut("/workflow-definitions/{definitionId}/import", IntoAsync);
        api.MapPost("/workflow-definitions/import-files", FilesAsync).DisableAntiforgery();
    }

    private static async Task<IResult> OneAsync(HttpContext http, IWorkflowStore store, IElsaHost host, CancellationToken cancellationToken)
    {
        var definition = DefinitionReader.Read(await ElsaBody.ReadObjectAsync(http.Request, cancellationToken));
        return await AnswerAsync(http, definition, store, host, cancellationToken);
    }

    private static async Task<IResult> IntoAsync(string definitionId, HttpContext http, IWorkflowStore store, IElsaHost host, CancellationToken cancellationToken)
    {
        var definition = DefinitionReader.Read(await ElsaBody.ReadObjectAsync(http.Request, cancellationToken));
        definition.DefinitionId = definitionId;
        return await AnswerAsync(http, definition, store, host, cancellationToken);
    }

    private static async Task<IResult> FilesAsync(HttpContext http, IElsaHost host, CancellationToken cancellationToken)
    {
        var definitions = new List<WorkflowDefinition>();
        foreach (var file in (await ReadFormAsync(http.Request, cancellationToken)).Files)
        {
            await using var stream = file.OpenReadStream();
            var data = await ElsaBody.ReadBytesAsync(stream, cancellationToken);
            if (data is [0x50, 0x4B, ..])
                definitions.AddRange(await DefinitionArchive.ReadAsync(data, cancellationToken));
            else
                definitions.Add(DefinitionReader.Read(file.FileName, data));
        }

        // All files are read before the first is stored: an archive with one broken file changes nothing.
        if (http.Request.Query.Flag("checkOnly") != true)
            await StoreAsync(http, definitions, host, cancellationToken);
        return ElsaResults.Ok(new { definitions.Count });
    }

    private static Task StoreAsync(HttpContext http, List<WorkflowDefinition> definitions, IElsaHost host, CancellationToken cancellationToken) => host.WriteAsync(http.User, async (services, ct) =>
        {
            foreach (var definition in definitions)
                await ImportAsync(services, definition.Clone(), ct);
            return true;
        }, cancellationToken);

    private static async Task<IFormCollection> ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            throw new ElsaRefusedException(StatusCodes.Status400BadRequest, ElsaTexts.SendFiles());
        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw new ElsaRefusedException(StatusCodes.Status413PayloadTooLarge, ElsaTexts.TooLarge(ElsaBody.MaxHeard / 1024 / 1024));
        }
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, WorkflowDefinition definition, IWorkflowStore store, IElsaHost host, CancellationToken cancellationToken)
    {
        var isNew = definition.DefinitionId.Length == 0 || await store.FindVersionAsync(definition.DefinitionId, VersionOptions.Latest, cancellationToken) is null;
        var id = await host.WriteAsync(http.User, (services, ct) => ImportAsync(services, definition.Clone(), ct), cancellationToken);
        var model = (await http.RequestServices.GetRequiredService<DefinitionModels>().FindAsync(id, cancellationToken))!;
        return isNew ? ElsaResults.Created(model) : ElsaResults.Ok(model);
    }

    private static async Task<string> ImportAsync(IServiceProvider services, WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        EditorMark.Take(definition.CustomProperties, editor: null);
        definition.IsReadonly = false;
        definition.IsSystem = false;
        definition.Version = 1;
        return (await SaveDefinition.PublishOrKeepDraftAsync(services, definition, publish: false, cancellationToken)).Definition.Id;
    }
}
