using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>Definitions as files: one as JSON, several as a zip.</summary>
internal static class ExportDefinitions
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapMethods("/workflow-definitions/{definitionId}/export", ["GET", "POST"], OneAsync);
        api.MapPost("/bulk-actions/export/workflow-definitions", ManyAsync);
    }

    private static async Task<IResult> OneAsync(string definitionId, HttpRequest request, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var version = await store.FindVersionAsync(definitionId, request.Query.Version(VersionOptions.Latest), cancellationToken);
        return version is not null && await store.FindDefinitionAsync(version.Id, cancellationToken) is { } row
            ? ElsaResults.JsonFile(DefinitionModels.File(row).ToJsonString(ElsaJson.Indented), NameOf(row))
            : ElsaResults.NotFound(ElsaTexts.NoDefinition(definitionId));
    }

    private static async Task<IResult> ManyAsync(HttpRequest request, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var wanted = await ElsaBody.ReadAsync<DefinitionIds>(request, cancellationToken);
        using var data = new MemoryStream();
        using (var zip = new ZipArchive(data, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var id in wanted.All)
            {
                if (await store.FindDefinitionAsync(id, cancellationToken) is not { } row)
                    continue;
                await using var entry = await zip.CreateEntry(NameOf(row)).OpenAsync(cancellationToken);
                await entry.WriteAsync(System.Text.Encoding.UTF8.GetBytes(DefinitionModels.File(row).ToJsonString(ElsaJson.Indented)), cancellationToken);
            }
        }

        return ElsaResults.File(data.ToArray(), "workflow-definitions.zip", "application/zip");
    }

    /// <summary>The version id keeps two files of one definition apart.</summary>
    private static string NameOf(WorkflowDefinitionRow row) =>
        "workflow-definition-" + string.Concat($"{row.DefinitionId}-v{row.Version}".Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_')) + ".json";
}
