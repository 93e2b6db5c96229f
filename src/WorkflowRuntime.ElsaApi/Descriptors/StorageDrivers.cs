namespace WorkflowRuntime.ElsaApi.Descriptors;

/// <summary>Where variables live between bursts, under the names that definitions and Studio share.</summary>
internal static class StorageDrivers
{
    public static readonly IReadOnlyList<StorageDriver> All =
    [
        new("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", "Workflow Instance", 5, false),
        new("Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core", "Memory", 0, false),
        new("Elsa.Workflows.Services.WorkflowStorageDriver, Elsa.Workflows.Core", "Workflow", -1, true),
    ];

    public static string? NameOf(string? written) => ListedNames.Of(written, All.Select(driver => driver.TypeName));
}

internal sealed record StorageDriver(string TypeName, string DisplayName, int Priority, bool Deprecated);
