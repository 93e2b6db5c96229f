using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Activities;

/// <summary>Asks the host to do a task and waits for its result (Elsa's primitive for work outside).</summary>
[Activity("Elsa", "RunTask", Category = "Primitives", Description = "Asks for a task to be done and waits for its result.")]
public sealed class RunTask : Activity
{
    [Input(Description = "The name of the task.")]
    public Input<string> TaskName { get; set; } = new();

    [Input(UIHint = InputHints.Dictionary, Description = "What the task needs to know.")]
    public Input<IDictionary<string, object>> Payload { get; set; } = new();

    [Output(Description = "The id of the task.")]
    public Output<string> TaskId { get; set; } = new();

    [Output(Description = "The reported result.")]
    public Output<object> Result { get; set; } = new();

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var taskId = context.Execution.NewId();
        var taskName = context.Get(TaskName) ?? "";
        context.Set(TaskId, taskId);
        context.CreateBookmark(new RunTaskStimulus(taskId, taskName), ResumeAsync, TaskStimuli.StimulusName);
        var payload = context.Get(Payload)?.ToDictionary(pair => pair.Key, pair => (object?)pair.Value) ?? [];
        context.Execution.Report.TaskRequests.Add(new TaskRequest(taskId, taskName, payload, context.WorkflowInstanceId, context.DefinitionId, context.CorrelationId));
        return ValueTask.CompletedTask;
    }

    private ValueTask ResumeAsync(ActivityExecutionContext context)
    {
        context.Set(Result, StoredNode.Of(context.WorkflowInput.GetValueOrDefault(TaskStimuli.ResultKey)));
        return context.CompleteAsync();
    }
}
