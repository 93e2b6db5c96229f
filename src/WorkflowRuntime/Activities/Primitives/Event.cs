using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>Waits for an event, or starts the workflow with it.</summary>
[Activity("Elsa", "Event", Category = "Primitives", Description = "Waits for an event.", Kind = ActivityKind.Trigger)]
public sealed class Event : Activity, ITrigger
{
    [Input(Description = "The name of the event; exact, upper and lower case count.")]
    public Input<string> EventName { get; set; } = new();

    [Output(Description = "What the event carries.")]
    public Output<object> Result { get; set; } = new();

    public IEnumerable<TriggerStimulus> GetStimuli(TriggerContext context) =>
        [new TriggerStimulus(EventStimuli.StimulusName, new EventStimulus(context.Get(EventName) ?? throw new Incidents.WorkflowFaultException("it has no event name.")))];

    internal override bool WaitsForPeople => false;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow)
            return CompleteInternalAsync(context);
        context.CreateBookmark(new EventStimulus(context.Get(EventName) ?? ""), CompleteInternalAsync, EventStimuli.StimulusName);
        return ValueTask.CompletedTask;
    }

    private ValueTask CompleteInternalAsync(ActivityExecutionContext context)
    {
        context.Set(Result, context.WorkflowInput.GetValueOrDefault(EventStimuli.PayloadKey));
        return context.CompleteAsync();
    }
}
