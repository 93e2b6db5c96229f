using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Execution.State;
using WorkflowRuntime.Expressions;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Instances;

/// <summary>The variables of an instance: read, and mended by an administrator.</summary>
internal static class InstanceValues
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-instances/{id}/variables", ListAsync);
        api.MapPost("/workflow-instances/{id}/variables", SetAsync);
    }

    private static async Task<IResult> ListAsync(string id, IWorkflowStore store, WorkflowGraphs graphs, CancellationToken cancellationToken)
    {
        if (await store.FindInstanceAsync(id, cancellationToken) is not { } row)
            return GetInstance.Missing(id);
        var graph = await graphs.FindAsync(row.DefinitionVersionId, store, cancellationToken: cancellationToken);
        var variables = graph is null ? [] : InstanceVariables.Read(graph, InstanceStateJson.Read(row.State));
        return ElsaResults.Ok(new ItemList<object>([.. variables.Select(v => new { v.Id, v.Name, Value = ElsaJson.OfValue(v.Value) })]));
    }

    private static async Task<IResult> SetAsync(string id, HttpContext http, IWorkflowStore store, WorkflowGraphs graphs, IElsaHost host, CancellationToken cancellationToken)
    {
        var wanted = (await ElsaBody.ReadAsync<NewValues>(http.Request, cancellationToken)).Variables ?? [];
        await host.WriteAsync(http.User, (services, ct) => ChangeAsync(services, id, wanted, ct), cancellationToken);
        return await ListAsync(id, store, graphs, cancellationToken);
    }

    private static async Task<bool> ChangeAsync(IServiceProvider services, string id, IReadOnlyList<NewValue> wanted, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IWorkflowStore>();
        var row = await store.FindInstanceAsync(id, cancellationToken) ?? throw new ElsaRefusedException(StatusCodes.Status404NotFound, ElsaTexts.NoInstance(id));
        var state = InstanceStateJson.Read(row.State);
        if (row is { Status: WorkflowStatus.Finished, SubStatus: not WorkflowSubStatus.Faulted } || state.Contexts.Count == 0)
            throw new ElsaRefusedException(StatusCodes.Status409Conflict, ElsaTexts.InstanceEnded(id, row.SubStatus.ToString()));
        var variables = state.Contexts[0].Variables ??= [];
        foreach (var value in wanted)
            variables[value.Id] = value.Value is { } json ? ValueJson.FromElement(json) : null;
        row.State = InstanceStateJson.Write(state);
        row.ConcurrencyVersion++;
        row.UpdatedAt = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        store.UpdateInstance(row);
        return true;
    }

    private sealed record NewValues
    {
        public IReadOnlyList<NewValue>? Variables { get; init; }
    }

    private sealed record NewValue(string Id, JsonElement? Value);
}
