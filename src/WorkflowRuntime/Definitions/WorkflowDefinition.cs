using System.Globalization;
using System.Text.Json.Nodes;

namespace WorkflowRuntime.Definitions;

/// <summary>
/// One version of an Elsa 3 workflow definition. It is a typed view of its JSON document: what the view does not know stays in the
/// document untouched, so reading and writing lose nothing. Not thread-safe; the engine runs compiled graphs (<see cref="WorkflowGraph"/>).
/// </summary>
public sealed class WorkflowDefinition
{
    public WorkflowDefinition(JsonObject json) => Json = json;

    /// <summary>The document behind the properties.</summary>
    public JsonObject Json { get; }

    /// <summary>The id of this version.</summary>
    public string Id
    {
        get => Json.GetString("id") ?? "";
        set => Json.Put("id", value);
    }

    public string DefinitionId
    {
        get => Json.GetString("definitionId") ?? "";
        set => Json.Put("definitionId", value);
    }

    public string? Name
    {
        get => Json.GetString("name");
        set => Json.Put("name", value);
    }

    public string? Description
    {
        get => Json.GetString("description");
        set => Json.Put("description", value);
    }

    public int Version
    {
        get => Json.GetInt("version") ?? 1;
        set => Json.Put("version", value);
    }

    public string? ToolVersion
    {
        get => Json.GetString("toolVersion");
        set => Json.Put("toolVersion", value);
    }

    public bool IsLatest
    {
        get => Json.GetBool("isLatest");
        set => Json.Put("isLatest", value);
    }

    public bool IsPublished
    {
        get => Json.GetBool("isPublished");
        set => Json.Put("isPublished", value);
    }

    public bool IsReadonly
    {
        get => Json.GetBool("isReadonly");
        set => Json.Put("isReadonly", value);
    }

    public bool IsSystem
    {
        get => Json.GetBool("isSystem");
        set => Json.Put("isSystem", value);
    }

    /// <summary>UTC; null when the document does not say.</summary>
    public DateTime? CreatedAt
    {
        get => DateTimeOffset.TryParse(Json.GetString("createdAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.UtcDateTime : null;
        set => Json.Put("createdAt", value is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)).ToString("O", CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The one activity that the workflow runs, as JSON; null in a definition that was saved empty.</summary>
    public JsonObject? Root
    {
        get => Json.Get("root") as JsonObject;
        set => Json.Put("root", value);
    }

    public IReadOnlyList<VariableDefinition> Variables => Objects("variables").Select(VariableDefinition.FromJson).OfType<VariableDefinition>().ToList();

    public IReadOnlyList<ParameterDefinition> Inputs => Objects("inputs").Select(ParameterDefinition.FromJson).OfType<ParameterDefinition>().ToList();

    public IReadOnlyList<ParameterDefinition> Outputs => Objects("outputs").Select(ParameterDefinition.FromJson).OfType<ParameterDefinition>().ToList();

    public IReadOnlyList<string> Outcomes => Json.GetArray("outcomes")?.Select(node => node.AsText()).OfType<string>().ToList() ?? [];

    public WorkflowOptions Options => WorkflowOptions.FromJson(Json.Get("options") as JsonObject);

    public JsonObject CustomProperties
    {
        get
        {
            if (Json.Get("customProperties") is JsonObject properties)
                return properties;
            properties = [];
            Json.Put("customProperties", properties);
            return properties;
        }
    }

    public WorkflowDefinition Clone() => new((JsonObject)Json.DeepClone());

    private IEnumerable<JsonObject> Objects(string name) => Json.GetArray(name)?.OfType<JsonObject>() ?? [];
}
