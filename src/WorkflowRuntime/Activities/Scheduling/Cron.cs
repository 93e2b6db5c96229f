using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Incidents;
using WorkflowRuntime.Timers;

namespace WorkflowRuntime.Activities;

/// <summary>Within a flow: waits for the next occurrence. As a start: a new instance at each. Six fields, seconds first, UTC.</summary>
[Activity("Elsa", "Cron", Category = "Scheduling", Description = "Starts the workflow by a cron expression, or waits for its next moment.", Kind = ActivityKind.Trigger)]
public sealed class Cron : Activity, ITrigger
{
    [Input(Description = "Second, minute, hour, day of month, month, day of week.")]
    public Input<string> CronExpression { get; set; } = new();

    public IEnumerable<TriggerStimulus> GetStimuli(TriggerContext context)
    {
        var cron = context.Get(CronExpression) ?? "";
        return [new TriggerStimulus("Elsa.Cron", new CronTriggerStimulus(cron), TimerRows.NextOccurrence(cron, context.UtcNow))];
    }

    internal override bool WaitsForPeople => false;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow)
            return context.CompleteAsync();
        var cron = context.Get(CronExpression) ?? "";
        var next = TimerRows.NextOccurrence(cron, context.UtcNow) ?? throw new WorkflowFaultException($"The cron expression '{cron}' has no further moment.");
        context.CreateBookmark(new BookmarkOptions { Payload = new CronStimulus(new DateTimeOffset(next), cron), DueAt = next });
        return ValueTask.CompletedTask;
    }
}
