using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>Schedules all its activities and completes when all have; they interleave step by step.</summary>
[Activity("Elsa", "Parallel", Category = "Workflows", Description = "Runs activities side by side.", IsBrowsable = false, IsContainer = true)]
public sealed class Parallel : Container
{
    private const string ScheduledChildren = "ScheduledChildren";

    public IReadOnlyList<Activity> Activities { get; internal set; } = [];

    internal override bool NeverWaits => true;

    protected internal override void Read(ActivityReader reader) => Activities = reader.ReadActivities("activities");

    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (Activities.Count == 0)
        {
            await context.CompleteAsync();
            return;
        }

        context.SetProperty(ScheduledChildren, Activities.Count);
        foreach (var activity in Activities)
            await context.ScheduleAsync(activity, OnChildCompletedAsync);
    }

    private static ValueTask OnChildCompletedAsync(ActivityCompletedContext completed)
    {
        var left = completed.Owner.GetProperty<int>(ScheduledChildren) - 1;
        completed.Owner.SetProperty(ScheduledChildren, left);
        return left == 0 ? completed.Owner.CompleteAsync() : ValueTask.CompletedTask;
    }
}
