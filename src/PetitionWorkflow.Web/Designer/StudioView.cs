namespace PetitionWorkflow.Web.Designer;

/// <summary>One of Elsa Studio's custom elements in our own page.</summary>
/// <param name="Element">The element's name.</param>
/// <param name="Attribute">The attribute that says what to show; null for lists.</param>
/// <param name="Value">The attribute's value.</param>
/// <param name="Title">Above the element.</param>
internal sealed record StudioView(string Element, string? Attribute, string? Value, string Title)
{
    /// <summary>What else there is to see, with the page's own address for the one that is open.</summary>
    public IReadOnlyList<(string Path, string TextKey)> Tabs { get; init; } = [(FlowsPath, "Designer.Flows"), (InstancesPath, "Designer.Instances"), (HistoryPath, "Designer.History")];

    /// <summary>The case that an instance belongs to.</summary>
    public string? CaseNumber { get; init; }

    public const string FlowsPath = "/designer/workflows/definitions", InstancesPath = "/designer/workflows/instances", HistoryPath = "/designer/history";

    public static string FlowPath(string definitionId) => $"{FlowsPath}/{Uri.EscapeDataString(definitionId)}/edit";

    public static string ChangePath(string definitionId) => $"/designer/change/{Uri.EscapeDataString(definitionId)}";

    public static string InstancePath(string instanceId) => $"{InstancesPath}/{Uri.EscapeDataString(instanceId)}/view";

    /// <summary>The editor leads to what becomes of its draft.</summary>
    public StudioView WithChange(string definitionId) => this with { Tabs = [.. Tabs, (ChangePath(definitionId), "Designer.Change.Tab")] };
}
