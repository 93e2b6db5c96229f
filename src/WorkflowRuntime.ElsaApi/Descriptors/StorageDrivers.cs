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

    /// <summary>The listed name of any spelling of a driver: its short name, or with another assembly.</summary>
    public static string? NameOf(string? written)
    {
        if (string.IsNullOrEmpty(written))
            return null;
        var name = written.Split(',')[0];
        name = name[(name.LastIndexOf('.') + 1)..];
        return All.FirstOrDefault(driver => driver.TypeName.Split(',')[0].EndsWith("." + name, StringComparison.Ordinal))?.TypeName ?? written;
    }
}

internal sealed record StorageDriver(string TypeName, string DisplayName, int Priority, bool Deprecated);
