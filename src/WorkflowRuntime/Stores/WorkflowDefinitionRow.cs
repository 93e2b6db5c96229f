namespace WorkflowRuntime.Stores;

/// <summary>One version of a workflow definition: the columns that are searched by, and the whole definition as JSON.</summary>
public sealed class WorkflowDefinitionRow
{
    /// <summary>The version id; instances are bound to it.</summary>
    public required string Id { get; init; }

    public required string DefinitionId { get; set; }
    public string? Name { get; set; }
    public string? Description { get; set; }
    public int Version { get; set; }
    public string? ToolVersion { get; set; }
    public bool IsLatest { get; set; }
    public bool IsPublished { get; set; }
    public bool IsReadonly { get; set; }
    public bool IsSystem { get; set; }

    /// <summary>The definition may be used as an activity of other definitions (options.usableAsActivity).</summary>
    public bool UsableAsActivity { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>Changes with every save; a cached graph of an older revision is not used.</summary>
    public required string Revision { get; set; }

    /// <summary>The definition as authored. The columns above win where the two differ (flags are set without rewriting the JSON).</summary>
    public required string Json { get; set; }
}

/// <summary>A definition version without its JSON.</summary>
public sealed record DefinitionVersion(
    string Id, string DefinitionId, string? Name, string? Description, int Version, string? ToolVersion,
    bool IsLatest, bool IsPublished, bool IsReadonly, bool IsSystem, bool UsableAsActivity, DateTime CreatedAt, string Revision)
{
    public static DefinitionVersion Of(WorkflowDefinitionRow row) => new(
        row.Id, row.DefinitionId, row.Name, row.Description, row.Version, row.ToolVersion,
        row.IsLatest, row.IsPublished, row.IsReadonly, row.IsSystem, row.UsableAsActivity, row.CreatedAt, row.Revision);
}
