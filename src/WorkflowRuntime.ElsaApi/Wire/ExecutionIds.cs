namespace WorkflowRuntime.ElsaApi.Wire;

/// <summary>
/// Ids of activity executions towards clients: the instance's id followed by the execution's own. Studio asks for one execution by its
/// id alone, and the engine keeps executions within their instance, so the id has to say where to look.
/// </summary>
internal static class ExecutionIds
{
    private const int OwnLength = 16;

    public static string Show(string instanceId, string executionId) => executionId.Length == OwnLength ? instanceId + executionId : $"{instanceId}:{executionId}";

    public static string? ShowOptional(string instanceId, string? executionId) => executionId is null ? null : Show(instanceId, executionId);

    /// <summary>The instance, null when the id does not tell, and the execution's own id.</summary>
    public static (string? InstanceId, string ExecutionId) Read(string shown)
    {
        if (shown.Split(':') is [var instance, var execution])
            return (instance, execution);
        return shown.Length > OwnLength ? (shown[..^OwnLength], shown[^OwnLength..]) : (null, shown);
    }
}
