using System.Text.Json.Nodes;

namespace WorkflowRuntime.Definitions;

/// <summary>Where a variable's value lives between bursts (Elsa storage drivers).</summary>
public enum VariableStorage
{
    /// <summary>No driver: the value lives for one burst.</summary>
    None,

    /// <summary><c>MemoryStorageDriver</c>: as none.</summary>
    Memory,

    /// <summary><c>WorkflowInstanceStorageDriver</c> and the obsolete <c>WorkflowStorageDriver</c>: saved with the instance.</summary>
    Instance,
}

/// <summary>A variable of a workflow or of a container.</summary>
public sealed record VariableDefinition(string Id, string Name, string? TypeName, bool IsArray, string? Value, VariableStorage Storage)
{
    /// <summary>Null when the JSON has neither id nor name.</summary>
    public static VariableDefinition? FromJson(JsonObject json)
    {
        var name = json.GetString("name");
        var id = json.GetString("id") ?? name;
        if (string.IsNullOrEmpty(id))
            return null;
        return new VariableDefinition(
            id, name ?? "", json.GetString("typeName"), json.GetBool("isArray"), json.GetString("value"),
            ReadStorage(json.GetString("storageDriverTypeName") ?? json.GetString("storageDriverType")));
    }

    /// <summary>Aliases, short names and full CLR names all occur.</summary>
    public static VariableStorage ReadStorage(string? driver)
    {
        if (string.IsNullOrWhiteSpace(driver))
            return VariableStorage.None;
        if (driver.Contains("WorkflowInstance", StringComparison.Ordinal) || driver.Contains("WorkflowStorageDriver", StringComparison.Ordinal))
            return VariableStorage.Instance;
        return driver.Contains("Memory", StringComparison.Ordinal) ? VariableStorage.Memory : VariableStorage.None;
    }
}

/// <summary>A declared input or output of a workflow.</summary>
public sealed record ParameterDefinition(
    string Name, string? TypeName, bool IsArray, string? DisplayName, string? Description, string? Category, string? UIHint,
    VariableStorage Storage, string? DefaultValue)
{
    public static ParameterDefinition? FromJson(JsonObject json)
    {
        var name = json.GetString("name");
        if (string.IsNullOrEmpty(name))
            return null;
        return new ParameterDefinition(
            name, json.GetString("type"), json.GetBool("isArray"), json.GetString("displayName"), json.GetString("description"),
            json.GetString("category"), json.GetString("uiHint"), VariableDefinition.ReadStorage(json.GetString("storageDriverType")),
            json.GetString("defaultValue"));
    }
}
