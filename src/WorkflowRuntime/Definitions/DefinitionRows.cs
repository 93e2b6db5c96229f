using System.Text.Json.Nodes;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Definitions;

/// <summary>Between definitions and their rows.</summary>
public static class DefinitionRows
{
    /// <summary>The definition with the flags of its row. A row whose JSON does not parse gives a definition without a root.</summary>
    public static WorkflowDefinition Read(WorkflowDefinitionRow row)
    {
        var definition = WorkflowDefinitionJson.Parse(row.Json).Definition ?? new WorkflowDefinition(new JsonObject());
        definition.Id = row.Id;
        definition.DefinitionId = row.DefinitionId;
        definition.Version = row.Version;
        definition.IsLatest = row.IsLatest;
        definition.IsPublished = row.IsPublished;
        definition.IsReadonly = row.IsReadonly;
        definition.IsSystem = row.IsSystem;
        return definition;
    }

    /// <summary>Takes the definition's columns and JSON over into its row.</summary>
    public static void Write(WorkflowDefinition definition, WorkflowDefinitionRow row, string revision)
    {
        row.DefinitionId = definition.DefinitionId;
        row.Name = definition.Name;
        row.Description = definition.Description;
        row.Version = definition.Version;
        row.ToolVersion = definition.ToolVersion;
        row.IsLatest = definition.IsLatest;
        row.IsPublished = definition.IsPublished;
        row.IsReadonly = definition.IsReadonly;
        row.IsSystem = definition.IsSystem;
        row.UsableAsActivity = definition.Options.UsableAsActivity;
        row.Revision = revision;
        row.Json = WorkflowDefinitionJson.Write(definition);
    }
}
