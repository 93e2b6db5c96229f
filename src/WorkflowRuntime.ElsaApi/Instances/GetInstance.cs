using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Execution.State;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Instances;

/// <summary>One instance, whole or only where it stands.</summary>
internal static class GetInstance
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-instances/{id}", WholeAsync);
        api.MapGet("/workflow-instances/{id}/execution-state", StatusAsync);
    }

    private static async Task<IResult> WholeAsync(string id, IWorkflowStore store, CancellationToken cancellationToken) =>
        await store.FindInstanceAsync(id, cancellationToken) is { } row ? ElsaResults.Ok(InstanceModel.Of(row, InstanceStateJson.Read(row.State))) : Missing(id);

    private static async Task<IResult> StatusAsync(string id, IWorkflowStore store, CancellationToken cancellationToken) =>
        await store.FindInstanceAsync(id, cancellationToken) is { } row ? ElsaResults.Ok(new { row.Status, row.SubStatus, row.UpdatedAt }) : Missing(id);

    internal static IResult Missing(string id) => ElsaResults.NotFound(ElsaTexts.NoInstance(id));
}
