using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>A definition version in a list.</summary>
internal sealed record DefinitionSummary(
    IReadOnlyList<Link> Links, string Id, string DefinitionId, string Name, string? Description, int Version, string? ToolVersion,
    bool IsLatest, bool IsPublished, bool IsReadonly, DateTime CreatedAt)
{
    public string MaterializerName => "Json";
    public bool IsMaterializerAvailable => true;

    public static DefinitionSummary Of(DefinitionVersion version) => new(
        DefinitionLinks.Of(version.DefinitionId, version.IsReadonly), version.Id, version.DefinitionId, version.Name ?? version.DefinitionId, version.Description,
        version.Version, ToolVersions.Readable(version.ToolVersion), version.IsLatest, version.IsPublished, version.IsReadonly, version.CreatedAt);
}

/// <summary>Studio reads the tool version as a .NET version and fails on any other text.</summary>
internal static class ToolVersions
{
    public static string? Readable(string? text) => Version.TryParse(text, out _) ? text : null;
}
