using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.ElsaApi.Instances;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Execution.State;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Running;

/// <summary>Starts a workflow and answers when it waits or ends. Studio reads the headers only.</summary>
internal static class ExecuteDefinition
{
    public const string InstanceHeader = "x-elsa-workflow-instance-id", CannotStartHeader = "x-elsa-workflow-cannot-start";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/execute", PostAsync);
        api.MapGet("/workflow-definitions/{definitionId}/execute", GetAsync);
    }

    private static async Task<IResult> PostAsync(string definitionId, HttpContext http, IElsaHost host, CancellationToken cancellationToken) =>
        await RunAsync(definitionId, await ElsaBody.ReadAsync<StartRequest>(http.Request, cancellationToken), http, host, cancellationToken);

    private static Task<IResult> GetAsync(string definitionId, HttpContext http, IElsaHost host, CancellationToken cancellationToken)
    {
        var query = http.Request.Query;
        var request = new StartRequest { CorrelationId = query.Text("correlationId"), TriggerActivityId = query.Text("triggerActivityId"), VersionOptions = query.Text("versionOptions") };
        return RunAsync(definitionId, request, http, host, cancellationToken);
    }

    private static async Task<IResult> RunAsync(string definitionId, StartRequest request, HttpContext http, IElsaHost host, CancellationToken cancellationToken)
    {
        var start = request.ToStart(definitionId);
        var result = await host.WriteAsync(http.User, (services, ct) => services.GetRequiredService<IWorkflowRuntime>().StartAsync(start, ct), cancellationToken);
        if (result.Refusal?.Reason == RefusalReason.NotAllowedToStart)
        {
            http.Response.Headers[CannotStartHeader] = "True";
            return ElsaResults.Ok(new { });
        }

        if (result.Refusal is { } refusal)
            return ElsaResults.NotFound(ElsaTexts.Of(refusal));
        if (result.HasQueuedWork)
            host.Nudge();
        http.Response.Headers[InstanceHeader] = result.InstanceId;
        http.Response.Headers[CannotStartHeader] = "False";
        var row = (await http.RequestServices.GetRequiredService<IWorkflowStore>().FindInstanceAsync(result.InstanceId, cancellationToken))!;
        // A fault answers 500 with the state, as Elsa does; the instance is there all the same.
        var status = result.SubStatus == WorkflowSubStatus.Faulted ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        return Results.Json(new { WorkflowState = InstanceModel.StateOf(row, InstanceStateJson.Read(row.State)) }, ElsaJson.Options, statusCode: status);
    }
}

/// <summary>What to start and with what.</summary>
internal sealed record StartRequest
{
    public string? InstanceId { get; init; }
    public string? CorrelationId { get; init; }
    public string? Name { get; init; }
    public string? TriggerActivityId { get; init; }
    public string? VersionOptions { get; init; }
    public JsonElement? Input { get; init; }
    public int? Count { get; init; }

    public StartWorkflow ToStart(string definitionId) => new()
    {
        DefinitionId = definitionId,
        Version = ElsaQuery.Version(VersionOptions, WorkflowRuntime.Definitions.VersionOptions.Published),
        InstanceId = string.IsNullOrEmpty(InstanceId) ? null : InstanceId,
        CorrelationId = string.IsNullOrEmpty(CorrelationId) ? null : CorrelationId,
        Name = Name,
        TriggerActivityId = string.IsNullOrEmpty(TriggerActivityId) ? null : TriggerActivityId,
        Input = ElsaJson.ReadValues(Input),
    };
}
