using System.Text.Json.Nodes;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.ElsaApi.Descriptors;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>A stored definition as Studio reads it: links, lists that are never null, node ids, placeholders for unknown activities.</summary>
internal sealed class DefinitionModels(IWorkflowStore store, WorkflowGraphs graphs, ActivityCatalogue catalogue)
{
    public async Task<JsonObject?> FindAsync(string versionId, CancellationToken cancellationToken) =>
        await store.FindDefinitionAsync(versionId, cancellationToken) is { } row ? await OfAsync(row, cancellationToken) : null;

    public async Task<JsonObject> OfAsync(WorkflowDefinitionRow row, CancellationToken cancellationToken)
    {
        var definition = DefinitionRows.Read(row);
        var json = Frame(definition, row);
        json["links"] = System.Text.Json.JsonSerializer.SerializeToNode(DefinitionLinks.Of(row.DefinitionId, row.IsReadonly), ElsaJson.Options);
        EditorMark.Show(json.Inner("customProperties"), row);
        if (definition.Root is { } root)
        {
            var copy = (JsonObject)root.DeepClone();
            var known = await catalogue.ListAsync(cancellationToken);
            copy = ActivityShape.ReplaceUnknown(copy, known);
            ActivityShape.Complete(copy);
            var graph = await graphs.FindAsync(row.Id, store, row.Revision, cancellationToken);
            NodeIdWriter.Write(copy, graph?.Root.NodeId ?? "Workflow1");
            json["root"] = copy;
        }

        return json;
    }

    /// <summary>The file form: as authored, with the schema's address; nothing of this service's own.</summary>
    public static JsonObject File(WorkflowDefinitionRow row)
    {
        var definition = DefinitionRows.Read(row);
        var json = Frame(definition, row);
        json["root"] = definition.Root?.DeepClone();
        EditorMark.Remove(json.Inner("customProperties"));
        var file = new JsonObject { ["$schema"] = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json" };
        foreach (var (name, value) in json.ToList())
        {
            json.Remove(name);
            file[name] = value;
        }

        return file;
    }

    private static JsonObject Frame(WorkflowDefinition definition, WorkflowDefinitionRow row)
    {
        return new JsonObject
        {
            ["id"] = row.Id,
            ["definitionId"] = row.DefinitionId,
            ["name"] = row.Name ?? row.DefinitionId,
            ["description"] = row.Description,
            ["createdAt"] = ElsaJson.Moment(row.CreatedAt),
            ["version"] = row.Version,
            ["toolVersion"] = ToolVersions.Readable(row.ToolVersion) ?? "3.8.2.0",
            ["variables"] = Variables(definition.Json["variables"]),
            ["inputs"] = Arguments(definition.Json["inputs"]),
            ["outputs"] = Arguments(definition.Json["outputs"]),
            ["outcomes"] = List(definition.Json["outcomes"]),
            ["customProperties"] = Properties(definition.Json["customProperties"]),
            ["isReadonly"] = row.IsReadonly,
            ["isSystem"] = row.IsSystem,
            ["isLatest"] = row.IsLatest,
            ["isPublished"] = row.IsPublished,
            ["materializerName"] = "Json",
            ["options"] = Options(definition.Json["options"]),
        };
    }

    private static JsonObject Options(JsonNode? node)
    {
        var options = node is JsonObject json ? (JsonObject)json.DeepClone() : new JsonObject { ["autoUpdateConsumingWorkflows"] = false };
        Strategies.Spell(options);
        return options;
    }

    /// <summary>The driver's name has to be the one of the driver list, letter by letter, or Studio shows another.</summary>
    private static JsonArray Variables(JsonNode? variables)
    {
        var list = List(variables);
        foreach (var variable in list.OfType<JsonObject>())
        {
            if (StorageDrivers.NameOf(variable.Text("storageDriverTypeName")) is { } driver)
                variable["storageDriverTypeName"] = driver;
            if (variable["isArray"] is null)
                variable["isArray"] = false;
            Spell(variable, "typeName");
        }

        return list;
    }

    private static JsonArray Arguments(JsonNode? arguments)
    {
        var list = List(arguments);
        foreach (var argument in list.OfType<JsonObject>())
            Spell(argument, "type");
        return list;
    }

    private static void Spell(JsonObject json, string name)
    {
        if (VariableTypes.NameOf(json.Text(name)) is { } type)
            json[name] = type;
    }

    private static JsonArray List(JsonNode? node) => node is JsonArray list ? (JsonArray)list.DeepClone() : [];

    private static JsonObject Properties(JsonNode? node) => node is JsonObject json ? (JsonObject)json.DeepClone() : [];
}
