using System.Text.Json.Nodes;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Definitions;

/// <summary>Who uses a workflow as an activity: the latest versions that name it, also through others.</summary>
public static class ConsumingWorkflows
{
    /// <summary>The latest, not read-only versions that use the definition itself.</summary>
    public static async ValueTask<IReadOnlyList<WorkflowDefinition>> ListAsync(string definitionId, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var consumers = new List<WorkflowDefinition>();
        foreach (var version in await store.ListVersionsAsync(null, cancellationToken))
        {
            if (!version.IsLatest || version.IsReadonly || version.DefinitionId == definitionId || await store.FindDefinitionAsync(version.Id, cancellationToken) is not { } row)
                continue;
            if (row.Json.Contains(definitionId, StringComparison.Ordinal) && DefinitionRows.Read(row) is var candidate && References(candidate, definitionId).Any())
                consumers.Add(candidate);
        }

        return consumers;
    }

    /// <summary>All of them, each after those that it uses itself. Workflows that use each other in a circle come once, in any order.</summary>
    internal static async ValueTask<IReadOnlyList<WorkflowDefinition>> ListTransitivelyAsync(string definitionId, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var ordered = new LinkedList<WorkflowDefinition>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { definitionId };
        await VisitAsync(definitionId);
        return [.. ordered];

        async ValueTask VisitAsync(string used)
        {
            foreach (var consumer in await ListAsync(used, store, cancellationToken))
            {
                if (!seen.Add(consumer.DefinitionId))
                    continue;
                await VisitAsync(consumer.DefinitionId);
                ordered.AddFirst(consumer);
            }
        }
    }

    /// <summary>Lets every use of <paramref name="target"/> mean this version of it. False when all did before.</summary>
    internal static bool Redirect(WorkflowDefinition consumer, WorkflowDefinition target)
    {
        var outdated = References(consumer, target.DefinitionId).Where(activity => activity.GetString("workflowDefinitionVersionId") != target.Id).ToList();
        foreach (var activity in outdated)
        {
            activity.Put("workflowDefinitionVersionId", target.Id);
            activity.Put("version", target.Version);
            activity.Put("latestAvailablePublishedVersionId", target.Id);
            activity.Put("latestAvailablePublishedVersion", target.Version);
        }

        return outdated.Count > 0;
    }

    private static IEnumerable<JsonObject> References(WorkflowDefinition consumer, string definitionId) =>
        Activities(consumer.Root).Where(activity => activity.GetString("workflowDefinitionId") == definitionId);

    private static IEnumerable<JsonObject> Activities(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(property => Activities(property.Value)).Concat(DefinitionShape.IsActivity(json) ? [json] : []),
        JsonArray list => list.SelectMany(Activities),
        _ => [],
    };
}
