using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>Parts of a definition, for a designer that opens a nested activity.</summary>
internal static class Subgraph
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-definitions/subgraph/{id}", NodeAsync);
        api.MapGet("/workflow-definitions/subgraph/segments/{id}", SegmentsAsync);
        api.MapGet("/workflow-definitions/{definitionId}/consumers", ConsumersAsync);
        api.MapPost("/workflow-definitions/{definitionId}/update-references", UpdateReferencesAsync);
    }

    private static async Task<IResult> NodeAsync(string id, HttpRequest request, NestedModels nested, CancellationToken cancellationToken)
    {
        var nodeId = request.Query.Text("parentNodeId");
        return await nested.FindAsync(id, cancellationToken) is { } workflow && NestedModels.Path(workflow, nodeId ?? workflow.Text("nodeId")!) is [.., var found]
            ? ElsaResults.Ok(NestedModels.Node(found.Activity, found.Port))
            : ElsaResults.NotFound(ElsaTexts.NoStep(nodeId ?? "", id));
    }

    private static async Task<IResult> SegmentsAsync(string id, HttpRequest request, NestedModels nested, CancellationToken cancellationToken)
    {
        var nodeId = request.Query.Text("childNodeId") ?? "";
        if (await nested.FindAsync(id, cancellationToken) is not { } workflow || NestedModels.Path(workflow, nodeId) is not { Count: > 1 } path)
            return ElsaResults.NotFound(ElsaTexts.NoStep(nodeId ?? "", id));
        var segments = path.SkipLast(1).Where(step => step.Activity.Text("type") is not ("Elsa.Workflow" or "Elsa.Flowchart")).Select((step, _) => new
        {
            ActivityNodeId = step.Activity.Text("nodeId"),
            ActivityId = step.Activity.Text("id"),
            ActivityType = step.Activity.Text("type"),
            PortName = path[path.IndexOf(step) + 1].Port,
        });
        var container = path.SkipLast(1).Last(step => step.Activity["activities"] is JsonArray || step.Activity["root"] is JsonObject);
        return ElsaResults.Ok(new { ChildNode = NestedModels.Node(path[^1].Activity, path[^1].Port), Container = NestedModels.Node(container.Activity, container.Port), PathSegments = segments });
    }

    private static async Task<IResult> ConsumersAsync(string definitionId, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var consumers = await ConsumingWorkflows.ListAsync(definitionId, store, cancellationToken);
        return ElsaResults.Ok(new { ConsumingWorkflowDefinitionIds = consumers.Select(c => c.DefinitionId).Order(StringComparer.Ordinal) });
    }

    private static async Task<IResult> UpdateReferencesAsync(string definitionId, IWorkflowTransactions transactions, CancellationToken cancellationToken)
    {
        var changed = await transactions.RunAsync(
            async (services, ct) =>
            {
                var store = services.GetRequiredService<IWorkflowStore>();
                var version = await store.FindVersionAsync(definitionId, VersionOptions.LatestOrPublished, ct);
                return version is not null && await store.FindDefinitionAsync(version.Id, ct) is { } row
                    ? await services.GetRequiredService<WorkflowPublisher>().UpdateConsumersAsync(DefinitionRows.Read(row), ct)
                    : [];
            },
            cancellationToken);
        return ElsaResults.Ok(new { AffectedWorkflows = changed.Select(c => c.DefinitionId) });
    }
}
