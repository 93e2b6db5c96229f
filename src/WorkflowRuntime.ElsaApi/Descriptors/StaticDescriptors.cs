using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowRuntime.ElsaApi.Wire;

namespace WorkflowRuntime.ElsaApi.Descriptors;

/// <summary>Lists that are the same for everybody: drivers, types, syntaxes, strategies. Only what the engine does is offered.</summary>
internal static class StaticDescriptors
{
    private const string Activation = "Elsa.Workflows.Runtime.ActivationValidators.", ActivationAssembly = ", Elsa.Workflows.Runtime";

    public static void Map(IEndpointRouteBuilder api)
    {
        Serve(api, "storage-drivers", StorageDrivers.All);
        Serve(api, "variables", VariableTypes.All);
        Serve(api, "expression-descriptors", Syntaxes);
        Serve(api, "workflow-activation-strategies", ActivationStrategies);
        Serve(api, "incident-strategies", IncidentStrategies);
        Serve(api, "log-persistence-strategies", LogPersistence);
        Serve<Strategy>(api, "commit-strategies/workflows", []);
        Serve<Strategy>(api, "commit-strategies/activities", []);
        Serve<Strategy>(api, "output-converters", []);
    }

    private static readonly IReadOnlyList<Syntax> Syntaxes =
    [
        new("Literal", "Literal", false),
        new("Object", "Object", false, "json"),
        new("Json", "Json", false, "json"),
        new("Variable", "Variable", true),
        new("Input", "Input", true),
        new("JavaScript", "JavaScript", true, "javascript"),
        new("Liquid", "Liquid", true, "liquid"),
    ];

    private static readonly IReadOnlyList<Strategy> ActivationStrategies =
    [
        new("Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Core", "Always", "A new instance may always start."),
        new(Activation + "CorrelatedSingletonStrategy" + ActivationAssembly, "Correlated singleton", "One running instance per definition and correlation id."),
        new(Activation + "CorrelationStrategy" + ActivationAssembly, "Correlation", "One running instance per correlation id, whatever its definition."),
        new(Activation + "SingletonStrategy" + ActivationAssembly, "Singleton", "One running instance per definition."),
    ];

    private static readonly IReadOnlyList<Strategy> IncidentStrategies =
    [
        new("ContinueWithIncidentsStrategy", "Continue with incidents", "The other branches go on; the incident is kept."),
        new("FaultStrategy", "Fault", "The whole workflow ends as faulted."),
    ];

    /// <summary>The engine always keeps inputs and outputs, except those marked as sensitive.</summary>
    private static readonly IReadOnlyList<Strategy> LogPersistence = [new("Elsa.Workflows.LogPersistence.Strategies.Include, Elsa.Workflows.Core", "Include", "")];

    private static void Serve<T>(IEndpointRouteBuilder api, string name, IReadOnlyList<T> items)
    {
        var list = new ItemList<T>(items);
        api.MapGet("/descriptors/" + name, () => ElsaResults.Ok(list));
    }

    private sealed record Strategy(string TypeName, string DisplayName, string Description);

    private sealed record Syntax(string Type, string DisplayName, bool IsBrowsable, string? Language = null)
    {
        public bool IsSerializable => true;

        /// <summary>Texts only: Studio reads a map of text to text.</summary>
        public IReadOnlyDictionary<string, string> Properties { get; } = Language is null ? new Dictionary<string, string>() : new() { ["MonacoLanguage"] = Language };
    }
}
