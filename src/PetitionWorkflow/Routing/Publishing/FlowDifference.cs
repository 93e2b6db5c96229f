using System.Text.Json.Nodes;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing;

/// <summary>What an author changed from one version to the next, in sentences. Where a step stands on the diagram is no change.</summary>
public sealed class FlowDifference(Texts texts, ActivityRegistry registry)
{
    private static readonly string[] NotContent = ["metadata", "nodeId", "customProperties", "activities", "connections"];

    public IReadOnlyList<string> Between(WorkflowDefinition? before, WorkflowDefinition after)
    {
        if (before is null)
        {
            return [texts["Publishing.FirstVersion"]];
        }

        var (old, now) = (StepsOf(before), StepsOf(after));
        string[] lines =
        [
            .. now.Values.Where(s => !old.ContainsKey(s.Id)).Select(s => texts["Publishing.StepAdded", s.Label]),
            .. old.Values.Where(s => !now.ContainsKey(s.Id)).Select(s => texts["Publishing.StepRemoved", s.Label]),
            .. now.Values.Where(s => old.ContainsKey(s.Id)).SelectMany(s => Changes(old[s.Id], s)),
            .. Connections(after, now).Except(Connections(before, old)).Select(c => texts["Publishing.ConnectionAdded", c]),
            .. Connections(before, old).Except(Connections(after, now)).Select(c => texts["Publishing.ConnectionRemoved", c]),
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
        var changed = keys.Where(key => !JsonNode.DeepEquals(Value(before.Json[key]), Value(after.Json[key]))).ToList();
        if (changed.Count > 0)
        {
            yield return texts["Publishing.StepChanged", after.Label, string.Join(", ", changed.Select(key => NameOf(after, key)))];
        }
    }

    private string NameOf(FlowStep step, string key)
    {
        var input = registry.Find(step.Type)?.Inputs.FirstOrDefault(i => i.JsonName == key);
        return input is null ? key : texts.Has($"Designer.Input.{input.Name}") ? texts[$"Designer.Input.{input.Name}"] : input.DisplayName;
    }

    private static HashSet<string> Connections(WorkflowDefinition definition, Dictionary<string, FlowStep> steps) =>
        [.. FlowJson.Children(definition.Root ?? [], "connections").Select(FlowEdge.Read).Select(e => $"{Label(steps, e.Source)} —{e.Port}→ {Label(steps, e.Target)}")];

    private static string Label(Dictionary<string, FlowStep> steps, string id) => steps.GetValueOrDefault(id)?.Label ?? id;

    private IEnumerable<string> Lists(WorkflowDefinition before, WorkflowDefinition after) =>
        from list in new[] { "variables", "inputs", "outputs", "options" }
        where !JsonNode.DeepEquals(before.Json[list], after.Json[list])
        select texts["Publishing.ListChanged", texts[$"Publishing.List.{list}"]];

    /// <summary>Studio adds and drops empty parts as it goes.</summary>
    private static JsonNode? Value(JsonNode? input) => input switch
    {
        JsonObject wrapped when wrapped["expression"] is { } expression => expression,
        JsonArray { Count: 0 } => null,
        JsonObject { Count: 0 } => null,
        _ => input,
    };
}
