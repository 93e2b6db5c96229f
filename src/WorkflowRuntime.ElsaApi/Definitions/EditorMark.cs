using System.Text.Json.Nodes;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>
/// Which state of a definition an editor has in front of it. It travels in the custom properties, which Studio hands back as it got
/// them; the stored mark names the editor that saved last, so that an editor is never in conflict with its own earlier save.
/// </summary>
internal static class EditorMark
{
    /// <summary>Sent by a page that holds an editor: the same for all requests of one open page.</summary>
    public const string Header = "X-Elsa-Editor";

    private const string Revision = "revision";
    private const string LastEditor = "lastEditor";

    public static void Show(JsonObject customProperties, WorkflowDefinitionRow row)
    {
        customProperties.Remove(LastEditor);
        customProperties[Revision] = row.Revision;
    }

    public static void Remove(JsonObject customProperties)
    {
        customProperties.Remove(Revision);
        customProperties.Remove(LastEditor);
    }

    /// <summary>Takes the mark out of what was sent, and notes who sends it.</summary>
    public static string? Take(JsonObject customProperties, string? editor)
    {
        var seen = customProperties.Text(Revision);
        Remove(customProperties);
        if (editor is not null)
            customProperties[LastEditor] = editor;
        return seen;
    }

    /// <summary>Somebody else saved since this editor loaded the definition.</summary>
    public static bool IsOutdated(string? seen, string? editor, WorkflowDefinitionRow latest)
    {
        if (seen is null || seen == latest.Revision)
            return false;
        var custom = WorkflowRuntime.Definitions.WorkflowDefinitionJson.Parse(latest.Json).Definition?.Json["customProperties"] as JsonObject;
        return editor is null || custom?.Text(LastEditor) != editor;
    }
}
