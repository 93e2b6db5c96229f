using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowRuntime.ElsaApi.Wire;

namespace WorkflowRuntime.ElsaApi.Descriptors;

/// <summary>Lists that are the same for everybody: drivers, types, syntaxes, strategies. Only what the engine does is offered.</summary>
internal static class StaticDescriptors
{
    public static void Map(IEndpointRouteBuilder api)
    {
        Serve(api, "storage-drivers", StorageDrivers.All);
        Serve(api, "variables", VariableTypes.All);
        Serve(api, "expression-descriptors", Syntaxes);
        Serve(api, "workflow-activation-strategies", Strategies.Activation);
        Serve(api, "incident-strategies", Strategies.Incident);
        Serve(api, "log-persistence-strategies", Strategies.LogPersistence);
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

    private static void Serve<T>(IEndpointRouteBuilder api, string name, IReadOnlyList<T> items)
    {
        var list = new ItemList<T>(items);
        api.MapGet("/descriptors/" + name, () => ElsaResults.Ok(list));
    }

    private sealed record Syntax(string Type, string DisplayName, bool IsBrowsable, [property: JsonIgnore] string? Language = null)
    {
        public bool IsSerializable => true;

        /// <summary>Texts only: Studio reads a map of text to text.</summary>
        public IReadOnlyDictionary<string, string> Properties { get; } = Language is null ? new Dictionary<string, string>() : new() { ["MonacoLanguage"] = Language };
    }
}
