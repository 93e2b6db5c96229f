using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Incidents;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Activities;

/// <summary>Starts a workflow within this burst; waits for it when asked to and it does not end at once.</summary>
[Activity("Elsa", "ExecuteWorkflow", Category = "Composition", Description = "Starts a workflow and runs it here.", Kind = ActivityKind.Task)]
public sealed class ExecuteWorkflow : Activity
{
    private const string StimulusName = "Elsa.ExecuteWorkflow";

    [Input(DisplayName = "Workflow Definition", UIHint = InputHints.WorkflowDefinitionPicker, Description = "The workflow to start.")]
    public Input<string> WorkflowDefinitionId { get; set; } = new();

    [Input(DisplayName = "Correlation ID", Description = "The correlation id of the new instance.")]
    public Input<string> CorrelationId { get; set; } = new();

    [Input(Description = "The input of the new instance.")]
    public Input<IDictionary<string, object>> Input { get; set; } = new();

    [Input(DisplayName = "Wait for Completion", Description = "Wait until the new instance has ended.")]
    public Input<bool> WaitForCompletion { get; set; } = new();

    [Output(Description = "Id, status and output of the new instance.")]
    public Output<object> Result { get; set; } = new();

    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var definitionId = context.Get(WorkflowDefinitionId) ?? "";
        var waits = context.Get(WaitForCompletion);
        var child = await context.GetRequiredService<Bursts>().StartAsync(
            new StartWorkflow
            {
                DefinitionId = definitionId,
                CorrelationId = context.Get(CorrelationId),
                Input = ChildLink.Input(context.Get(Input), context.WorkflowInstanceId),
                ParentInstanceId = context.WorkflowInstanceId,
                Properties = ChildLink.Properties(context.WorkflowInstanceId, waits, StimulusName),
                RespectActivationStrategy = false,
            },
            context.Execution.Depth + 1,
            context.CancellationToken);
        if (child.Refusal is { } refusal)
            throw new WorkflowFaultException(refusal.Reason == RefusalReason.DefinitionNotFound ? $"There is no published version of workflow definition '{definitionId}'." : refusal.Message);
        context.Execution.Report.Nested.Add(child);
        if (waits && !child.HasEnded)
        {
            context.CreateBookmark(new ChildWorkflowStimulus(child.InstanceId), OnChildWorkflowCompletedAsync, StimulusName);
            return;
        }

        context.Set(Result, ExecuteWorkflowResult.Of(child));
        await context.CompleteAsync();
    }

    /// <summary>The same shape as when the child ends at once, filled in. Elsa's is empty here, which loses the child's output.</summary>
    private ValueTask OnChildWorkflowCompletedAsync(ActivityExecutionContext context)
    {
        var child = ChildLink.ReadEnd(context.ResumeInput);
        context.Set(Result, new ExecuteWorkflowResult(child.InstanceId, WorkflowStatus.Finished, child.SubStatus, child.Output));
        return context.CompleteAsync();
    }
}
