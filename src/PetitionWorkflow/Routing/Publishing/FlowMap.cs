using System.Text.Json.Nodes;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing;

/// <summary>A flow as its author drew it: the steps of the root flowchart, their exits, and the connections, dangling ones too.</summary>
public sealed class FlowMap
{
    private readonly ILookup<string, FlowEdge> _from;
    private readonly ILookup<string, FlowEdge> _to;
    private readonly Dictionary<string, FlowStep> _steps;

    private FlowMap(WorkflowDefinition definition, JsonObject root, ActivityRegistry registry)
    {
        Definition = definition;
        Root = root;
        Steps = Tell([.. FlowJson.Children(root, "activities").Select(json => FlowStep.Read(json, registry))]);
        Edges = [.. FlowJson.Children(root, "connections").Select(FlowEdge.Read)];
        _steps = Steps.DistinctBy(s => s.Id).ToDictionary(s => s.Id);
        _from = Edges.ToLookup(e => e.Source);
        _to = Edges.ToLookup(e => e.Target);
        Starts = FindStarts();
    }

    public WorkflowDefinition Definition { get; }
    public JsonObject Root { get; }
    public IReadOnlyList<FlowStep> Steps { get; }
    public IReadOnlyList<FlowEdge> Edges { get; }
    public IReadOnlyList<FlowStep> Starts { get; }

    /// <summary>Null when the definition is no petition flow, or is not drawn as a flowchart.</summary>
    public static FlowMap? Read(WorkflowDefinition definition, ActivityRegistry registry) =>
        definition.Root is { } root && FlowJson.Text(root, "type") == "Elsa.Flowchart" && IsPetitionFlow(root) ? new FlowMap(definition, root, registry) : null;

    public static bool IsPetitionFlow(JsonObject root) => FlowJson.Activities(root).Any(a => FlowJson.Text(a, "type")?.StartsWith("Petition.", StringComparison.Ordinal) == true);

    public FlowStep? Find(string id) => _steps.GetValueOrDefault(id);

    /// <summary>The connections out of a step that lead to a step.</summary>
    public IEnumerable<FlowEdge> From(FlowStep step) => _from[step.Id].Where(e => _steps.ContainsKey(e.Target));

    public IEnumerable<FlowEdge> Into(FlowStep step) => _to[step.Id].Where(e => _steps.ContainsKey(e.Source));

    /// <summary>Everything that can come after these steps, themselves included; where <paramref name="stopsAt"/> says so, nothing follows.</summary>
    public HashSet<FlowStep> Reach(IEnumerable<FlowStep> from, Func<FlowStep, bool>? stopsAt = null)
    {
        var reached = new HashSet<FlowStep>();
        var next = new Stack<FlowStep>(from);
        while (next.TryPop(out var step))
        {
            if (!reached.Add(step) || stopsAt?.Invoke(step) == true)
            {
                continue;
            }

            foreach (var edge in From(step))
            {
                next.Push(_steps[edge.Target]);
            }
        }

        return reached;
    }

    /// <summary>Everything that can come after this connection is taken.</summary>
    public HashSet<FlowStep> ReachBy(FlowEdge edge, Func<FlowStep, bool>? stopsAt = null) => Find(edge.Target) is { } target ? Reach([target], stopsAt) : [];

    /// <summary>Steps of one name are told apart by their ids: a finding names the place.</summary>
    private static IReadOnlyList<FlowStep> Tell(IReadOnlyList<FlowStep> steps)
    {
        var doubled = steps.GroupBy(step => step.Label).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        return [.. steps.Select(step => doubled.Contains(step.Label) && step.Label != step.Id ? step with { Label = $"{step.Label} [{step.Id}]" } : step)];
    }

    private List<FlowStep> FindStarts()
    {
        var marked = Steps.Where(s => s.Type == "Elsa.Start" || s.CanStart).ToList();
        return marked.Count > 0 ? marked : [.. Steps.Where(s => !Into(s).Any()).Take(1)];
    }
}

/// <summary>A connection as drawn.</summary>
public sealed record FlowEdge(string Source, string Port, string Target)
{
    public static FlowEdge Read(JsonObject json) => new(End(json, "source"), PortOf(json), End(json, "target"));

    private static string End(JsonObject json, string end) => json[end] is JsonObject point ? FlowJson.Text(point, "activity") ?? "" : FlowJson.Text(json, end) ?? "";

    private static string PortOf(JsonObject json) => (json["source"] is JsonObject point ? FlowJson.Text(point, "port") : FlowJson.Text(json, "sourcePort")) is { Length: > 0 } port ? port : "Done";
}
