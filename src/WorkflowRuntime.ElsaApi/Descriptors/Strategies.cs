using System.Text.Json.Nodes;
using WorkflowRuntime.ElsaApi.Wire;

namespace WorkflowRuntime.ElsaApi.Descriptors;

/// <summary>The strategies that an author may choose for a workflow. Only what the engine does is offered.</summary>
internal static class Strategies
{
    private const string Folder = "Elsa.Workflows.Runtime.ActivationValidators.", Assembly = ", Elsa.Workflows.Runtime";

    public static readonly IReadOnlyList<Strategy> Activation =
    [
        new("Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Core", "Always", "A new instance may always start."),
        new(Folder + "CorrelatedSingletonStrategy" + Assembly, "Correlated singleton", "One running instance per definition and correlation id."),
        new(Folder + "CorrelationStrategy" + Assembly, "Correlation", "One running instance per correlation id, whatever its definition."),
        new(Folder + "SingletonStrategy" + Assembly, "Singleton", "One running instance per definition."),
    ];

    public static readonly IReadOnlyList<Strategy> Incident =
    [
        new("ContinueWithIncidentsStrategy", "Continue with incidents", "The other branches go on; the incident is kept."),
        new("FaultStrategy", "Fault", "The whole workflow ends as faulted."),
    ];

    /// <summary>The engine always keeps inputs and outputs, except those marked as sensitive.</summary>
    public static readonly IReadOnlyList<Strategy> LogPersistence = [new("Elsa.Workflows.LogPersistence.Strategies.Include, Elsa.Workflows.Core", "Include", "")];

    /// <summary>Writes the strategies of a definition's options as their lists spell them.</summary>
    public static void Spell(JsonObject options)
    {
        Spell(options, "activationStrategyType", Activation);
        Spell(options, "incidentStrategyType", Incident);
    }

    private static void Spell(JsonObject options, string name, IEnumerable<Strategy> listed)
    {
        if (ListedNames.Of(options.Text(name), listed.Select(strategy => strategy.TypeName)) is { } spelled)
            options[name] = spelled;
    }
}

internal sealed record Strategy(string TypeName, string DisplayName, string Description);
