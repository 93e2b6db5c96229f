using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>Runs the activities of the cases that hold, or the default one.</summary>
[Activity("Elsa", "Switch", Category = "Branching", Description = "Runs the activity of the case that holds.")]
public sealed class Switch : Container
{
    private const string ScheduledActivityIds = "ScheduledActivityIds";

    private List<SwitchCase> _cases = [];

    [Input(IsWrapped = false, UIHint = InputHints.SwitchEditor, Description = "The cases.")]
    public JsonElement Cases { get; set; }

    [Input(UIHint = InputHints.DropDown, Description = "Take the first case that holds, or all of them.")]
    public Input<SwitchMode> Mode { get; set; } = new();

    [Port]
    public Activity? Default { get; set; }

    [Output]
    public Output<object> Output { get; set; } = new();

    internal override bool NeverWaits => true;

    protected internal override void Read(ActivityReader reader) =>
        _cases = reader.Json.GetArray("cases")?.OfType<JsonObject>().Select(json => SwitchCase.Read(json, reader.ReadActivity(json.Get("activity"), "cases"))).ToList() ?? [];

    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var matches = await SwitchCase.MatchAsync(context, _cases, context.Get(Mode));
        var chosen = matches.Count > 0 ? matches.Select(match => match.Activity).OfType<Activity>().ToList() : Default is { } fallback ? [fallback] : [];
        if (chosen.Count == 0)
        {
            await context.CompleteAsync();
            return;
        }

        context.SetProperty(ScheduledActivityIds, chosen.Select(activity => activity.Id).Distinct().ToList());
        foreach (var activity in chosen)
            await context.ScheduleAsync(activity, OnChildCompletedAsync);
    }

    private static ValueTask OnChildCompletedAsync(ActivityCompletedContext completed)
    {
        var waiting = completed.Owner.GetProperty<List<string>>(ScheduledActivityIds) ?? [];
        waiting.Remove(completed.Child.ActivityId);
        completed.Owner.SetProperty(ScheduledActivityIds, waiting);
        return waiting.Count == 0 ? completed.Owner.CompleteAsync() : ValueTask.CompletedTask;
    }
}
