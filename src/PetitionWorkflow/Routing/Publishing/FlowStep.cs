using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Publishing;

/// <summary>A step of a flow as drawn.</summary>
public sealed record FlowStep
{
    public required string Id { get; init; }
    public required string Type { get; init; }

    /// <summary>What the author reads on the diagram.</summary>
    public required string Label { get; init; }

    public required JsonObject Json { get; init; }
    public bool IsKnown { get; init; }
    public bool IsTerminal { get; init; }
    public bool CanStart { get; init; }

    /// <summary>The exits; null when they are known only when the step runs.</summary>
    public IReadOnlyList<string>? Exits { get; init; }

    public string? MergeMode { get; init; }

    /// <summary>Leaves by one of its exits; otherwise by all of them.</summary>
    public bool Chooses => Type != "Elsa.FlowFork" && Exits is not { Count: < 2 };

    /// <summary>Waits for a person, an event or a moment.</summary>
    public bool Waits => Type is "Petition.Task" or "Petition.AwaitInstruction" or "Petition.AwaitMainCase" or "Elsa.Event" or "Elsa.RunTask" or "Elsa.Delay" or "Elsa.Timer" or "Elsa.Cron" or "Elsa.StartAt";

    public bool Equals(FlowStep? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    /// <summary>The value of an input when it is written down and not computed.</summary>
    public string? Literal(string input) => Json[input] is JsonObject wrapped && wrapped["expression"] is JsonObject { } expression && FlowJson.Text(expression, "type") is "Literal" or null
        ? FlowJson.Text(wrapped["expression"] as JsonObject ?? [], "value")
        : null;

    public static FlowStep Read(JsonObject json, ActivityRegistry registry)
    {
        var type = FlowJson.Text(json, "type") ?? "";
        var id = FlowJson.Text(json, "id") ?? "";
        var descriptor = registry.Find(type);
        var custom = json["customProperties"] as JsonObject ?? [];
        var isWorkflow = FlowJson.Text(json, "workflowDefinitionId") is not null || FlowJson.Text(json, "workflowDefinitionVersionId") is not null;
        return new FlowStep
        {
            Id = id,
            Type = type,
            Label = FlowJson.Text(json["metadata"] as JsonObject ?? [], "displayText") is { Length: > 0 } text ? text : FlowJson.Text(json, "name") is { Length: > 0 } name ? name : id,
            Json = json,
            IsKnown = (descriptor is not null && type != "Elsa.NotFoundActivity") || isWorkflow,
            IsTerminal = descriptor?.IsTerminal == true || type is "Petition.Archive" or "Elsa.Finish" or "Elsa.Fault" or "Elsa.Complete",
            CanStart = custom["canStartWorkflow"] is JsonValue flag && flag.TryGetValue<bool>(out var can) && can,
            Exits = isWorkflow ? null : ExitsOf(json, type, descriptor),
            MergeMode = FlowJson.Text(custom, "mergeMode"),
        };
    }

    private static IReadOnlyList<string>? ExitsOf(JsonObject json, string type, ActivityDescriptor? descriptor)
    {
        if (type == "Elsa.FlowSwitch")
        {
            return [.. FlowJson.Children(json, "cases").Select(c => FlowJson.Text(c, "label") ?? "").Append("Default")];
        }

        if (descriptor?.Inputs.FirstOrDefault(input => input.UIHint == InputHints.DynamicOutcomes) is { } outcomes)
        {
            return type == "Elsa.RunJavaScript" ? null : Named(json[outcomes.JsonName]);
        }

        var ports = descriptor?.Ports.Where(port => port.Type == PortType.Flow).Select(port => port.Name).ToList() ?? [];
        return ports.Count > 0 ? ports : ["Done"];
    }

    /// <summary>The names in a dynamic-outcomes input: a list, or its JSON as text.</summary>
    private static IReadOnlyList<string>? Named(JsonNode? input)
    {
        if (input is not JsonObject wrapped || wrapped["expression"] is not JsonObject expression || expression["value"] is not { } value)
        {
            return ["Done"];
        }

        if (FlowJson.Text(expression, "type") is not ("Object" or "Json" or "Literal" or null))
        {
            return null;
        }

        try
        {
            var list = value as JsonArray ?? JsonNode.Parse(value.GetValue<string>()) as JsonArray;
            return list is { Count: > 0 } ? [.. list.Select(name => name?.ToString() ?? "")] : ["Done"];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Shown when the flow gets there; here the exits are simply not known.
            return null;
        }
    }
}
