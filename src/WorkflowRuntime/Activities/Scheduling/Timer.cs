using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Incidents;

namespace WorkflowRuntime.Activities;

/// <summary>Within a flow: waits once for the interval. As a start: a new instance every interval.</summary>
[Activity("Elsa", "Timer", Category = "Scheduling", Description = "Starts the workflow at an interval, or waits for one.", Kind = ActivityKind.Trigger)]
public sealed class Timer : Activity, ITrigger
{
    [Input(DefaultValue = "00:01:00", Description = "The interval.")]
    public Input<TimeSpan> Interval { get; set; } = new();

    public IEnumerable<TriggerStimulus> GetStimuli(TriggerContext context)
    {
        var interval = context.Get(Interval);
        if (interval <= TimeSpan.Zero)
            throw new WorkflowFaultException("its interval must be more than zero.");
        var startAt = Waits.After(context.UtcNow, interval);
        return [new TriggerStimulus("Elsa.Timer", new TimerTriggerStimulus(new DateTimeOffset(startAt), interval), startAt)];
    }

    internal override bool WaitsForPeople => false;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow)
            return context.CompleteAsync();
        Waits.Until(context, Waits.After(context.UtcNow, context.Get(Interval)));
        return ValueTask.CompletedTask;
    }
}
