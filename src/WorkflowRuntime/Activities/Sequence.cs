using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>Runs its activities one after the other.</summary>
[Activity("Elsa", "Sequence", Category = "Workflows", Description = "Runs activities one after the other.", IsBrowsable = false, IsContainer = true)]
public sealed class Sequence : Container
{
    private const string CurrentIndex = "CurrentIndex";

    public IReadOnlyList<Activity> Activities { get; internal set; } = [];

    internal override bool NeverWaits => true;

    protected internal override void Read(ActivityReader reader) => Activities = reader.ReadActivities("activities");

    protected internal override IEnumerable<(string Port, Activity Child)> ListChildren() => Activities.Select(child => ("activities", child));

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context) => ScheduleNextAsync(context);

    internal override bool OnBreak(ActivityExecutionContext context)
    {
        context.IsBreaking = true;
        return false;
    }

    private ValueTask ScheduleNextAsync(ActivityExecutionContext context)
    {
        var index = context.GetProperty<int>(CurrentIndex);
        if (index >= Activities.Count)
            return context.CompleteAsync();
        context.SetProperty(CurrentIndex, index + 1);
        return context.ScheduleAsync(Activities[index], OnChildCompletedAsync);
    }

    private ValueTask OnChildCompletedAsync(ActivityCompletedContext completed) =>
        completed.Owner.IsBreaking || completed.Child.Activity.IsTerminal ? completed.Owner.CompleteAsync() : ScheduleNextAsync(completed.Owner);
}
