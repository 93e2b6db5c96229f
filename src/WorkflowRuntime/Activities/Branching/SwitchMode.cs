using System.Text.Json.Nodes;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Activities;

/// <summary>Whether a switch takes the first case that holds or all of them.</summary>
public enum SwitchMode
{
    MatchFirst,
    MatchAny,
}

/// <summary>A case of a switch: a label, a condition, and in <see cref="Switch"/> what to run.</summary>
public sealed class SwitchCase
{
    public string Label { get; init; } = "";
    public Expression? Condition { get; init; }
    public Activity? Activity { get; init; }

    internal static SwitchCase Read(JsonObject json, Activity? activity) => new()
    {
        Label = json.GetString("label") ?? "",
        Condition = ActivityReader.ReadExpression(json.Get("condition")),
        Activity = activity,
    };

    /// <summary>All conditions are evaluated before anything is chosen; null counts as no.</summary>
    internal static async ValueTask<List<SwitchCase>> MatchAsync(ActivityExecutionContext context, IEnumerable<SwitchCase> cases, SwitchMode mode)
    {
        var matches = new List<SwitchCase>();
        foreach (var @case in cases)
        {
            if (@case.Condition is { } condition && await context.EvaluateAsync(condition, typeof(bool)) is true)
                matches.Add(@case);
        }

        return mode == SwitchMode.MatchFirst && matches.Count > 1 ? matches[..1] : matches;
    }
}
