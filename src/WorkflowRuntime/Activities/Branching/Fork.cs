using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>When a fork completes.</summary>
public enum ForkJoinMode
{
    WaitAll,
    WaitAny,
}

/// <summary>Runs branches side by side and completes with all of them or with the first (not the flowchart's FlowFork).</summary>
[Activity("Elsa", "Fork", Category = "Control Flow", Description = "Runs branches side by side.", IsBrowsable = false)]
public sealed class Fork : Container
{
    private const string Completed = "Completed";

    [Input(IsWrapped = false, UIHint = InputHints.DropDown, Description = "Wait for all branches or for the first.")]
    public ForkJoinMode JoinMode { get; set; }

    public IReadOnlyList<Activity> Branches { get; internal set; } = [];

    internal override bool NeverWaits => true;

    protected internal override void Read(ActivityReader reader) => Branches = reader.ReadActivities("branches");

    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (Branches.Count == 0)
        {
            await context.CompleteAsync();
            return;
        }

        foreach (var branch in Branches)
            await context.ScheduleAsync(branch, OnBranchCompletedAsync);
    }

    internal override bool OnBreak(ActivityExecutionContext context)
    {
        context.IsBreaking = true;
        return false;
    }

    private ValueTask OnBranchCompletedAsync(ActivityCompletedContext completed)
    {
        var owner = completed.Owner;
        var done = owner.GetProperty<List<string>>(Completed) ?? [];
        if (!done.Contains(completed.Child.ActivityId))
            done.Add(completed.Child.ActivityId);
        owner.SetProperty(Completed, done);
        var isDone = owner.IsBreaking || JoinMode == ForkJoinMode.WaitAny || Branches.All(branch => done.Contains(branch.Id));
        return isDone ? owner.CompleteAsync() : ValueTask.CompletedTask;
    }
}
