using WorkflowRuntime.ElsaApi.Wire;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>What may be done with a definition. Studio opens a definition without the link <c>publish</c> read-only.</summary>
internal static class DefinitionLinks
{
    public static readonly IReadOnlyList<Link> OfList =
    [
        new("/workflow-definitions", "self", "GET"),
        new("/workflow-definitions", "create", "POST"),
        new("/workflow-definitions/import", "import", "POST"),
        new("/workflow-definitions/import-files", "import-files", "POST"),
        new("/bulk-actions/export/workflow-definitions", "bulk-export", "POST"),
        new("/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST"),
        new("/bulk-actions/retract/workflow-definitions/by-definition-ids", "bulk-retract", "POST"),
        new("/bulk-actions/delete/workflow-definitions/by-definition-id", "bulk-delete", "POST"),
        new("/bulk-actions/delete/workflow-definitions/by-id", "bulk-delete-versions", "POST"),
    ];

    public static IReadOnlyList<Link> Of(string definitionId, bool isReadonly)
    {
        var path = "/workflow-definitions/" + Uri.EscapeDataString(definitionId);
        Link[] reading =
        [
            new(path, "self", "GET"),
            new("/workflow-definitions/by-definition-id/" + Uri.EscapeDataString(definitionId), "self", "GET"),
            new(path + "/versions", "versions", "GET"),
            new(path + "/bulk-dispatch", "bulk-dispatch", "POST"),
            new(path + "/dispatch", "dispatch", "POST"),
            new(path + "/execute", "execute", "POST"),
            new(path + "/export", "export", "GET"),
        ];
        return isReadonly
            ? reading
            :
            [
                .. reading,
                new(path + "/publish", "publish", "POST"),
                new(path + "/retract", "retract", "POST"),
                new(path, "delete", "DELETE"),
                new(path + "/import", "import", "PUT"),
                new(path + "/update-references", "update-references", "POST"),
            ];
    }
}
