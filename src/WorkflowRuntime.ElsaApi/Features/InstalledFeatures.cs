using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowRuntime.ElsaApi.Wire;

namespace WorkflowRuntime.ElsaApi.Features;

/// <summary>What this server has of Elsa's features. Studio takes 404 for "off" and hides what belongs to it.</summary>
internal static class InstalledFeatures
{
    private static readonly IReadOnlyList<Feature> Installed =
    [
        new("Elsa", "Workflows", "Workflows", "Runs workflow definitions."),
        new("Elsa", "WorkflowManagement", "Workflow management", "Stores, publishes and lists workflow definitions."),
        new("Elsa", "WorkflowsApi", "Workflows API", "Serves the designer."),
        new("Elsa", "Flowchart", "Flowchart", "Runs flowcharts."),
        new("Elsa", "JavaScript", "JavaScript", "Evaluates JavaScript expressions."),
        new("Elsa", "Liquid", "Liquid", "Evaluates Liquid templates."),
        new("Elsa", "Scheduling", "Scheduling", "Timers, delays and cron triggers."),
        new("Elsa", "RealTimeWorkflowUpdates", "Real time workflow updates", "Tells open viewers when an instance has changed."),
    ];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/features/installed", () => ElsaResults.Ok(new ItemList<Feature>(Installed)));
        api.MapGet("/features/installed/{fullName}", (string fullName) => Installed.FirstOrDefault(f => f.FullName == fullName) is { } feature
            ? ElsaResults.Ok(feature)
            : ElsaResults.NotFound(ElsaTexts.NoFeature(fullName)));
        api.MapGet("/package/version", () => ElsaResults.Ok(new { PackageVersion = "3.8.2" }));
        api.MapGet("/resilience/strategies", () => ElsaResults.Ok(new ItemList<Feature>([])));
        api.MapGet("/resilience/retries/{activityInstanceId}", (string activityInstanceId) => ElsaResults.Ok(new PagedList<Feature>([], 0)));
    }

    private sealed record Feature(string Namespace, string Name, string DisplayName, string Description)
    {
        public string FullName => $"{Namespace}.{Name}";
    }
}
