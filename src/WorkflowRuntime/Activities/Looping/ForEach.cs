using WorkflowRuntime.Execution;
using WorkflowRuntime.Incidents;

namespace WorkflowRuntime.Activities;

/// <summary>Runs its body for one item after the other.</summary>
[Activity("Elsa", "ForEach", Category = "Looping", Description = "Repeats an activity for each item of a list.")]
public sealed class ForEach : Container
{
    private const string CurrentIndex = "CurrentIndex";

    [Input(UIHint = InputHints.DropDown, Description = "The items.")]
    public Input<List<object>> Items { get; set; } = new();

    [Port]
    public Activity? Body { get; set; }

    [Output(Description = "The current item.")]
    public Output<object> CurrentValue { get; set; } = new();

    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context) => IterateAsync(context);

    internal override bool IsCanceledByComplete => true;

    internal override bool OnBreak(ActivityExecutionContext context) => context.IsBreaking = true;

    private async ValueTask IterateAsync(ActivityExecutionContext context)
    {
        var items = context.Get(Items) ?? throw new WorkflowFaultException("There is no list to go through: the items are null.");
        var index = context.GetProperty<int>(CurrentIndex);
        if (context.IsBreaking || index >= items.Count)
        {
            await context.CompleteAsync();
            return;
        }

        var value = items[index];
        context.Set(CurrentValue, value);
        context.SetProperty(CurrentIndex, index + 1);
        await context.ScheduleAsync(Body, OnBodyCompletedAsync, new ScheduleOptions { Variables = [new("CurrentIndex", index), new("CurrentValue", value)] });
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext completed) =>
        ReferenceEquals(completed.Child, completed.Owner) ? completed.Owner.CompleteAsync() : IterateAsync(completed.Owner);
}
