using System.Text.Json.Nodes;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Expressions;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Definitions;

/// <summary>Workflows that are used as activities: their descriptors, and which definition an activity's JSON means.</summary>
public static class DefinitionActivities
{
    /// <summary>The type name is the definition's name in Pascal case, not its id.</summary>
    public static string TypeNameOf(string? definitionName) =>
        string.Concat((definitionName ?? "").Split([' ', '-', '_', '.', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    public static ActivityDescriptor Describe(WorkflowDefinition definition)
    {
        var name = TypeNameOf(definition.Name);
        var ports = definition.Outcomes.Select(outcome => new PortDescriptor(outcome, outcome, PortType.Flow));
        return new ActivityDescriptor
        {
            TypeName = name,
            Namespace = "",
            Name = name,
            Version = definition.Version,
            Category = string.IsNullOrWhiteSpace(definition.Options.ActivityCategory) ? "Workflows" : definition.Options.ActivityCategory,
            DisplayName = definition.Name ?? definition.DefinitionId,
            Description = definition.Description,
            IsBrowsable = definition.IsPublished,
            Inputs = definition.Inputs.Select(DescribeInput).ToList(),
            Outputs = definition.Outputs.Select(DescribeOutput).ToList(),
            Ports = [new PortDescriptor("Root", "Root", PortType.Embedded, IsBrowsable: false), .. ports],
            CustomProperties = new Dictionary<string, object?>
            {
                ["RootType"] = nameof(WorkflowDefinitionActivity),
                ["WorkflowDefinitionId"] = definition.DefinitionId,
                ["WorkflowDefinitionVersionId"] = definition.Id,
            },
            ConstructionProperties = new Dictionary<string, object?>
            {
                ["WorkflowDefinitionId"] = definition.DefinitionId,
                ["WorkflowDefinitionVersionId"] = definition.Id,
            },
        };
    }

    /// <summary>
    /// Finds every activity of the definition that is a workflow, with the definition it means: by version id, else by version number,
    /// else the published or latest one; also inside those.
    /// </summary>
    internal static async ValueTask<Dictionary<JsonObject, WorkflowDefinition>> FindAsync(
        WorkflowDefinition definition, ActivityRegistry registry, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var found = new Dictionary<JsonObject, WorkflowDefinition>(ReferenceEqualityComparer.Instance);
        await CollectAsync(definition, 0);
        return found;

        async ValueTask CollectAsync(WorkflowDefinition outer, int nesting)
        {
            if (outer.Root is not { } root || nesting > GraphCompiler.MaxNesting)
                return;
            foreach (var json in Unknown(root, registry))
            {
                if (found.ContainsKey(json) || await ResolveAsync(json, store, cancellationToken) is not { } inner)
                    continue;
                found[json] = inner;
                await CollectAsync(inner, nesting + 1);
            }
        }
    }

    private static async ValueTask<WorkflowDefinition?> ResolveAsync(JsonObject json, IWorkflowStore store, CancellationToken cancellationToken)
    {
        if (json.GetString("workflowDefinitionVersionId") is { Length: > 0 } versionId && await store.FindDefinitionAsync(versionId, cancellationToken) is { } exact)
            return DefinitionRows.Read(exact);
        var definitionId = json.GetString("workflowDefinitionId");
        if (string.IsNullOrEmpty(definitionId))
        {
            var type = json.GetString("type");
            var all = await store.ListVersionsAsync(null, cancellationToken);
            definitionId = all.FirstOrDefault(v => v.UsableAsActivity && TypeNameOf(v.Name) == type)?.DefinitionId;
            if (definitionId is null)
                return null;
        }

        var version = json.GetInt("version") is { } number ? await store.FindVersionAsync(definitionId, VersionOptions.Specific(number), cancellationToken) : null;
        version ??= await store.FindVersionAsync(definitionId, VersionOptions.Published, cancellationToken)
            ?? await store.FindVersionAsync(definitionId, VersionOptions.Latest, cancellationToken);
        return version is not null && await store.FindDefinitionAsync(version.Id, cancellationToken) is { } row ? DefinitionRows.Read(row) : null;
    }

    private static IEnumerable<JsonObject> Unknown(JsonNode? node, ActivityRegistry registry)
    {
        switch (node)
        {
            case JsonObject json:
                if (DefinitionShape.IsActivity(json) && (json.Has("workflowDefinitionId") || json.Has("workflowDefinitionVersionId") || registry.Find(json.GetString("type") ?? "") is null))
                    yield return json;
                foreach (var inner in json.SelectMany(property => Unknown(property.Value, registry)))
                    yield return inner;
                break;
            case JsonArray list:
                foreach (var inner in list.SelectMany(item => Unknown(item, registry)))
                    yield return inner;
                break;
        }
    }

    // A name that the activity JSON already uses for itself gets an underscore.
    private static string JsonNameOf(string name)
    {
        var camel = JsonKeys.ToCamel(name);
        return camel is "id" or "nodeId" or "name" or "type" or "version" or "customProperties" or "metadata" or "root" ? "_" + camel : camel;
    }

    private static InputDescriptor DescribeInput(ParameterDefinition input, int slot) => new()
    {
        Name = input.Name,
        JsonName = JsonNameOf(input.Name),
        Type = TypeAliases.Resolve(input.TypeName, input.IsArray),
        DisplayName = input.DisplayName ?? input.Name,
        Description = input.Description,
        Category = input.Category,
        UIHint = string.IsNullOrEmpty(input.UIHint) ? InputHints.SingleLine : input.UIHint,
        DefaultValue = input.DefaultValue,
        Order = slot,
        Slot = slot,
    };

    private static OutputDescriptor DescribeOutput(ParameterDefinition output) => new()
    {
        Name = output.Name,
        JsonName = JsonNameOf(output.Name),
        Type = TypeAliases.Resolve(output.TypeName, output.IsArray),
        DisplayName = output.DisplayName ?? output.Name,
        Description = output.Description,
    };
}
