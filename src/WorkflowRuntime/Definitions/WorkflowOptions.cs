using System.Text.Json.Nodes;

namespace WorkflowRuntime.Definitions;

/// <summary>When a new instance may start (Elsa <c>IWorkflowActivationStrategy</c>).</summary>
public enum ActivationStrategy
{
    AllowAlways,
    Singleton,
    CorrelatedSingleton,
    Correlation,
}

/// <summary>What a fault does to the instance (Elsa <c>IIncidentStrategy</c>).</summary>
public enum IncidentStrategy
{
    Fault,
    ContinueWithIncidents,
}

/// <summary>The <c>options</c> of a definition.</summary>
public sealed record WorkflowOptions
{
    public bool UsableAsActivity { get; init; }
    public bool AutoUpdateConsumingWorkflows { get; init; }
    public string? ActivityCategory { get; init; }
    public ActivationStrategy ActivationStrategy { get; init; }

    /// <summary>Null: the host's default.</summary>
    public IncidentStrategy? IncidentStrategy { get; init; }

    public static WorkflowOptions FromJson(JsonObject? json) => json is null ? new WorkflowOptions() : new WorkflowOptions
    {
        UsableAsActivity = json.GetBool("usableAsActivity"),
        AutoUpdateConsumingWorkflows = json.GetBool("autoUpdateConsumingWorkflows"),
        ActivityCategory = json.GetString("activityCategory"),
        ActivationStrategy = ReadActivation(json.GetString("activationStrategyType")),
        IncidentStrategy = ReadIncident(json.GetString("incidentStrategyType")),
    };

    // Short names, full CLR names and the "UnregisteredClrType:" form all occur; order matters because the names contain each other.
    private static ActivationStrategy ReadActivation(string? name) => ClassName(name) switch
    {
        "SingletonStrategy" => ActivationStrategy.Singleton,
        "CorrelatedSingletonStrategy" => ActivationStrategy.CorrelatedSingleton,
        "CorrelationStrategy" => ActivationStrategy.Correlation,
        _ => ActivationStrategy.AllowAlways,
    };

    private static IncidentStrategy? ReadIncident(string? name) => ClassName(name) switch
    {
        "FaultStrategy" => Definitions.IncidentStrategy.Fault,
        "ContinueWithIncidentsStrategy" => Definitions.IncidentStrategy.ContinueWithIncidents,
        _ => null,
    };

    private static string ClassName(string? typeName)
    {
        var name = (typeName ?? "").Split(',')[0].Trim();
        return name[(name.LastIndexOfAny(['.', ':']) + 1)..];
    }
}
