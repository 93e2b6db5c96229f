using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>Within a flow: waits until a moment; one that has passed does not wait. As a start: one instance at that moment, at once when it has passed.</summary>
[Activity("Elsa", "StartAt", Category = "Scheduling", DisplayName = "Start at", Description = "Starts the workflow at a moment, or waits for it.", Kind = ActivityKind.Trigger)]
public sealed class StartAt : Activity, ITrigger
{
    [Input(Description = "The moment.")]
    public Input<DateTimeOffset> DateTime { get; set; } = new();

    public IEnumerable<TriggerStimulus> GetStimuli(TriggerContext context)
    {
        var moment = context.Get(DateTime);
        return [new TriggerStimulus("Elsa.StartAt", new ExecuteAtStimulus(moment), moment.UtcDateTime)];
    }

    internal override bool WaitsForPeople => false;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var moment = context.Get(DateTime);
        if (context.IsTriggerOfWorkflow)
            return context.CompleteAsync();
        if (moment.UtcDateTime <= context.UtcNow)
        {
            context.JournalData["Executed At"] = new DateTimeOffset(context.UtcNow);
            return context.CompleteAsync();
        }

        context.CreateBookmark(new BookmarkOptions { Payload = new ExecuteAtStimulus(moment), DueAt = moment.UtcDateTime });
        return ValueTask.CompletedTask;
    }
}
