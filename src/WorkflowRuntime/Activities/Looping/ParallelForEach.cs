using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>Runs its body for all items side by side; complete when all are done. Break has no effect on it.</summary>
[Activity("Elsa", "ParallelForEach", Category = "Looping", DisplayName = "Parallel for Each", Description = "Runs an activity for all items of a list side by side.")]
public sealed class ParallelForEach : Container
{
    private const string ScheduledTags = "ScheduledTagsProperty";
    private const string CompletedTags = "CompletedTagsProperty";

    [Input(UIHint = InputHints.SingleLine, Description = "The items.")]
    public Input<object> Items { get; set; } = new();

    [Port]
    public Activity? Body { get; set; }

    internal override bool NeverWaits => true;

    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var items = ItemSource.Of(context.Get(Items));
        if (items.Count == 0 || Body is null)
        {
            await context.CompleteAsync();
            return;
        }

        var tags = items.ConvertAll(_ => Guid.NewGuid().ToString());
        context.SetProperty(ScheduledTags, tags);
        context.SetProperty(CompletedTags, new List<string>());
        for (var i = 0; i < items.Count; i++)
        {
            var options = new ScheduleOptions { Tag = tags[i], Variables = [new("CurrentValue", items[i]), new("CurrentIndex", i)] };
            await context.ScheduleAsync(Body, OnBodyCompletedAsync, options);
        }
    }

    private static ValueTask OnBodyCompletedAsync(ActivityCompletedContext completed)
    {
        var owner = completed.Owner;
        var done = owner.GetProperty<List<string>>(CompletedTags) ?? [];
        if (completed.Child.Tag is { } tag && !done.Contains(tag))
            done.Add(tag);
        owner.SetProperty(CompletedTags, done);
        var scheduled = owner.GetProperty<List<string>>(ScheduledTags) ?? [];
        return done.Count >= scheduled.Count ? owner.CompleteAsync() : ValueTask.CompletedTask;
    }
}
