using System.Text.Json.Nodes;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Definitions;

/// <summary>The flows that come with the service: the files of <c>workflows/</c>, embedded when it is built.</summary>
public static class ShippedWorkflows
{
    private const string Prefix = "workflows/";

    public static IEnumerable<WorkflowDefinition> All =>
        typeof(ShippedWorkflows).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read);

    private static WorkflowDefinition Read(string resource)
    {
        using var stream = typeof(ShippedWorkflows).Assembly.GetManifestResourceStream(resource)!;
        return JsonNode.Parse(stream) is JsonObject json ? new WorkflowDefinition(json) : throw new InvalidOperationException($"{resource} is no definition.");
    }
}
