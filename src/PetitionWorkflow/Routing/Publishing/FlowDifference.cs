using System.Text.Json.Nodes;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing;

/// <summary>What an author changed from one version to the next, in sentences. Where a step stands on the diagram is no change.</summary>
public sealed class FlowDifference(Texts texts, ActivityRegistry registry)
{
    private static readonly string[] NotContent = ["metadata", "nodeId", "customProperties", "activities", "connections"];
    private readonly FlowValues _values = new(texts, registry);

    public IReadOnlyList<string> Between(WorkflowDefinition? before, WorkflowDefinition after)
    {
        if (before is null)
        {
            return [texts["Publishing.FirstVersion"]];
        }

        var (old, now) = (StepsOf(before), StepsOf(after));
        var (cut, drawn) = (EdgesOf(before), EdgesOf(after));
        string[] lines =
        [
            .. now.Values.Where(s => !old.ContainsKey(s.Id)).Select(s => texts["Publishing.StepAdded", s.Label]),
            .. old.Values.Where(s => !now.ContainsKey(s.Id)).Select(s => texts["Publishing.StepRemoved", s.Label]),
            .. now.Values.Where(s => old.ContainsKey(s.Id)).SelectMany(s => Changes(old[s.Id], s)),
            .. drawn.Except(cut).Select(edge => texts["Publishing.ConnectionAdded", Show(edge, now, old)]),
            .. cut.Except(drawn).Select(edge => texts["Publishing.ConnectionRemoved", Show(edge, now, old)]),
            .. Lists(before, after),
        ];
        return lines.Length > 0 ? lines : [texts["Publishing.NothingChanged"]];
    }

    private Dictionary<string, FlowStep> StepsOf(WorkflowDefinition definition) => definition.Root is { } root
        ? FlowJson.Activities(root).Where(a => !ReferenceEquals(a, root)).Select(a => FlowStep.Read(a, registry)).DistinctBy(s => s.Id).ToDictionary(s => s.Id)
        : [];

    private IEnumerable<string> Changes(FlowStep before, FlowStep after)
    {
        if (before.Label != after.Label)
        {
            yield return texts["Publishing.StepRenamed", before.Label, after.Label];
        }

        var keys = before.Json.Select(p => p.Key).Union(after.Json.Select(p => p.Key)).Except(NotContent);
        foreach (var key in keys.Where(key => !JsonNode.DeepEquals(FlowValues.Meant(before.Json[key]), FlowValues.Meant(after.Json[key]))))
        {
            yield return texts["Publishing.StepChanged", after.Label, _values.NameOf(after, key), _values.Show(after, key, before.Json[key]), _values.Show(after, key, after.Json[key])];
        }
    }

    /// <summary>By the ids of their ends: a step that got another name is still connected as it was.</summary>
    private static List<FlowEdge> EdgesOf(WorkflowDefinition definition) => [.. FlowJson.Children(definition.Root ?? [], "connections").Select(FlowEdge.Read).Distinct()];

    private static string Show(FlowEdge edge, Dictionary<string, FlowStep> now, Dictionary<string, FlowStep> old)
    {
        return $"{Label(edge.Source)} —{edge.Port}→ {Label(edge.Target)}";

        string Label(string id) => (now.GetValueOrDefault(id) ?? old.GetValueOrDefault(id))?.Label ?? id;
    }

    private IEnumerable<string> Lists(WorkflowDefinition before, WorkflowDefinition after) =>
        from list in new[] { "variables", "inputs", "outputs", "options" }
        let changed = FlowValues.ChangedNames(before.Json[list], after.Json[list])
        where changed.Count > 0
        select texts["Publishing.ListChanged", texts[$"Publishing.List.{list}"], string.Join(", ", changed)];
}
