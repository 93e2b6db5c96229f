using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Running;

/// <summary>Queues starts; the answer names instances that will be there in a moment.</summary>
internal static class DispatchDefinition
{
    private const int MaxCount = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/dispatch", OneAsync);
        api.MapPost("/workflow-definitions/{definitionId}/bulk-dispatch", ManyAsync);
    }

    private static async Task<IResult> OneAsync(string definitionId, HttpContext http, IElsaHost host, CancellationToken cancellationToken)
    {
        var request = await ElsaBody.ReadAsync<StartRequest>(http.Request, cancellationToken);
        var ids = await EnqueueAsync(definitionId, request, 1, http, host, cancellationToken);
        return ElsaResults.Ok(new { WorkflowInstanceId = ids[0] });
    }

    private static async Task<IResult> ManyAsync(string definitionId, HttpContext http, IElsaHost host, CancellationToken cancellationToken)
    {
        var request = await ElsaBody.ReadAsync<StartRequest>(http.Request, cancellationToken);
        var count = request.Count ?? 1;
        if (count is < 1 or > MaxCount)
            throw new ElsaRefusedException(StatusCodes.Status400BadRequest, ElsaTexts.BadCount(MaxCount));
        return ElsaResults.Ok(new { WorkflowInstanceIds = await EnqueueAsync(definitionId, request with { InstanceId = null }, count, http, host, cancellationToken) });
    }

    private static async Task<IReadOnlyList<string>> EnqueueAsync(
        string definitionId, StartRequest request, int count, HttpContext http, IElsaHost host, CancellationToken cancellationToken)
    {
        var start = request.ToStart(definitionId);
        var ids = await host.WriteAsync(http.User, async (services, ct) =>
        {
            // The version that is asked for now is the one that starts, whatever is published in between.
            var version = await services.GetRequiredService<IWorkflowStore>().FindVersionAsync(definitionId, start.Version, ct)
                ?? throw new ElsaRefusedException(StatusCodes.Status404NotFound, ElsaTexts.NoDefinition(definitionId));
            var runtime = services.GetRequiredService<IWorkflowRuntime>();
            return Enumerable.Range(0, count).Select(_ => runtime.Enqueue(start with { DefinitionVersionId = version.Id })).ToList();
        }, cancellationToken);
        host.Nudge();
        return ids;
    }
}
