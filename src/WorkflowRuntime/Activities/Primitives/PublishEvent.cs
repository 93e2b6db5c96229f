using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>Publishes an event; it is delivered after this burst's commit.</summary>
[Activity("Elsa", "PublishEvent", Category = "Primitives", Description = "Publishes an event.")]
public sealed class PublishEvent : Activity
{
    [Input(Description = "The name of the event.")]
    public Input<string> EventName { get; set; } = new();

    [Input(Description = "Only for workflows with this correlation id.")]
    public Input<string> CorrelationId { get; set; } = new();

    [Input(DisplayName = "Local event", Description = "Only for this workflow instance.")]
    public Input<bool> IsLocalEvent { get; set; } = new();

    [Input(Description = "What the event carries.")]
    public Input<object> Payload { get; set; } = new();

    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var instanceId = context.Get(IsLocalEvent) ? context.WorkflowInstanceId : null;
        context.Execution.Enqueue(EventStimuli.Of(context.Get(EventName) ?? "", context.Get(Payload), context.Get(CorrelationId), instanceId));
        return context.CompleteAsync();
    }
}
