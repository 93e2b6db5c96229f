using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Descriptors;

/// <summary>Type definitions for the script editor, so that it completes the names of functions, variables and inputs.</summary>
internal static class ScriptTypes
{
    private const string Functions = """
        declare function getWorkflowDefinitionId(): string;
        declare function getWorkflowDefinitionVersionId(): string;
        declare function getWorkflowDefinitionVersion(): number;
        declare function getWorkflowInstanceId(): string;
        declare function getCorrelationId(): string;
        declare function setCorrelationId(value: string): void;
        declare function getWorkflowInstanceName(): string;
        declare function setWorkflowInstanceName(value: string): void;
        declare function getVariable(name: string): any;
        declare function setVariable(name: string, value: any): void;
        declare function getInput(name: string): any;
        declare function getOutputFrom(activityIdOrName: string, outputName?: string): any;
        declare function getLastResult(): any;
        declare function isNullOrWhiteSpace(value: string): boolean;
        declare function isNullOrEmpty(value: string): boolean;
        declare function toJson(value: any): string;
        declare function newGuidString(): string;
        declare function newShortGuid(): string;
        declare function bytesToString(value: any): string;
        declare function bytesFromString(value: string): any;
        declare function bytesToBase64(value: any): string;
        declare function bytesFromBase64(value: string): any;
        declare function stringToBase64(value: string): string;
        declare function stringFromBase64(value: string): string;

        """;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/scripting/javascript/type-definitions/{definitionId}", HandleAsync);

    /// <summary>Studio puts whatever is answered into the editor's library, so an unknown definition gets the functions alone.</summary>
    private static async Task<IResult> HandleAsync(string definitionId, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var version = await store.FindVersionAsync(definitionId, VersionOptions.Latest, cancellationToken);
        var row = version is null ? null : await store.FindDefinitionAsync(version.Id, cancellationToken);
        return Results.Text(Write(row is null ? null : DefinitionRows.Read(row)), "application/x-typescript", Encoding.UTF8);
    }

    private static string Write(WorkflowDefinition? definition)
    {
        var text = new StringBuilder(Functions);
        foreach (var input in definition?.Inputs ?? [])
            text.Append("declare function get").Append(Pascal(input.Name)).Append("(): ").Append(TypeOf(input.TypeName, input.IsArray)).AppendLine(";");
        foreach (var variable in definition?.Variables ?? [])
        {
            var type = TypeOf(variable.TypeName, variable.IsArray);
            text.Append("declare function get").Append(Pascal(variable.Name)).Append("(): ").Append(type).AppendLine(";");
            text.Append("declare function set").Append(Pascal(variable.Name)).Append("(value: ").Append(type).AppendLine("): void;");
        }

        text.Append("declare const variables: {");
        foreach (var variable in definition?.Variables ?? [])
            text.Append(' ').Append(Identifier(variable.Name)).Append(": ").Append(TypeOf(variable.TypeName, variable.IsArray)).Append(';');
        return text.AppendLine(" };").ToString();
    }

    private static string TypeOf(string? name, bool isArray) => (name switch
    {
        "String" or "Guid" or "TimeSpan" => "string",
        "Boolean" => "boolean",
        "Int16" or "Int32" or "Int64" or "Long" or "Single" or "Double" or "Decimal" => "number",
        "DateTime" or "DateTimeOffset" => "Date",
        _ => "any",
    }) + (isArray ? "[]" : "");

    private static string Identifier(string name) => string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c == '_' ? c : '_'));

    private static string Pascal(string name) => string.Concat(name.Split(' ', '_', '-').Where(p => p.Length > 0).Select(p => char.ToUpperInvariant(p[0]) + Identifier(p[1..])));
}
