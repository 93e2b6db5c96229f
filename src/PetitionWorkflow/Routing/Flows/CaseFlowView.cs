using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Journal;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Routing.Flows;

/// <summary>Lays the journal of a case's instance over the flowchart of the definition version that it is pinned to.</summary>
internal sealed class CaseFlowView(PetitionDbContext db, IWorkflowStore store, OutcomeWords words) : ICaseFlowView, IPublishedFlows
{
    public async Task<CaseFlow?> OfAsync(Guid petitionId, CancellationToken cancellation)
    {
        var instanceId = await db.Set<Petition>().Where(p => p.Id == petitionId).Select(p => p.WorkflowInstanceId).SingleOrDefaultAsync(cancellation);
        if (instanceId is null
            || await store.FindInstanceAsync(instanceId, cancellation) is not { } instance
            || await store.FindDefinitionAsync(instance.DefinitionVersionId, cancellation) is not { } row)
        {
            return null;
        }

        var definition = DefinitionRows.Read(row);
        var journal = await WorkflowJournal.ReadAsync(store, instanceId, cancellation);
        return definition.Root is { } root ? Draw(definition, root, journal.Executions) : null;
    }

    public async Task<CaseFlow?> OfAsync(CaseKind kind, CancellationToken cancellation)
    {
        var versions = await store.ListVersionsAsync(CaseFlows.DefinitionOf(kind), cancellation);
        if (versions.FirstOrDefault(v => v.IsPublished) is not { } published || await store.FindDefinitionAsync(published.Id, cancellation) is not { } row)
        {
            return null;
        }

        var definition = DefinitionRows.Read(row);
        return definition.Root is { } root ? Draw(definition, root, []) : null;
    }

    private CaseFlow Draw(WorkflowDefinition definition, JsonObject root, IReadOnlyList<ActivityExecutionRecord> executions)
    {
        var latest = executions.GroupBy(e => e.ActivityId).ToDictionary(e => e.Key, e => e.Last());
        var left = executions.SelectMany(e => e.ReadOutcomes().Select(outcome => (e.ActivityId, outcome))).ToHashSet();
        var activities = Objects(root, "activities").ToList();
        var byId = activities.ToLookup(a => (string?)a["id"] ?? "");
        var connections = Objects(root, "connections").Select(Connection.Of).ToList();
        var branching = connections.GroupBy(c => c.From).Where(c => c.DistinctBy(way => way.Port).Count() > 1).Select(c => c.Key).ToHashSet();

        return new CaseFlow(
            definition.Name ?? definition.DefinitionId,
            definition.Version,
            [.. activities.Select(activity => NodeOf(activity, latest))],
            [.. connections.Select(EdgeOf)]);

        CaseFlowEdge EdgeOf(Connection way) => new(
            way.From, way.To,
            branching.Contains(way.From) ? words.Of(byId[way.From].FirstOrDefault(), way.Port) : null,
            left.Contains((way.From, way.Port)));
    }

    private static CaseFlowNode NodeOf(JsonObject activity, Dictionary<string, ActivityExecutionRecord> latest)
    {
        var id = (string?)activity["id"] ?? "";
        var designer = activity["metadata"]?["designer"];
        var label = (string?)activity["metadata"]?["displayText"] ?? (string?)activity["name"] ?? (string?)activity["type"] ?? id;
        return new CaseFlowNode(id, label, Number(designer?["position"]?["x"]) ?? 0, Number(designer?["position"]?["y"]) ?? 0, StateOf(latest.GetValueOrDefault(id)))
        {
            Width = Number(designer?["size"]?["width"]),
            Height = Number(designer?["size"]?["height"]),
        };
    }

    private static CaseFlowState StateOf(ActivityExecutionRecord? record) => record?.Status switch
    {
        null or ActivityStatus.Canceled => CaseFlowState.Ahead,
        ActivityStatus.Completed => CaseFlowState.Passed,
        ActivityStatus.Faulted => CaseFlowState.Faulted,
        _ => CaseFlowState.Current,
    };

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

    private static IEnumerable<JsonObject> Objects(JsonObject root, string name) => (root[name] as JsonArray ?? []).OfType<JsonObject>();

    private sealed record Connection(string From, string Port, string To)
    {
        public static Connection Of(JsonObject json) => new(
            (string?)json["source"]?["activity"] ?? "", (string?)json["source"]?["port"] ?? Outcomes.Done, (string?)json["target"]?["activity"] ?? "");
    }
}
