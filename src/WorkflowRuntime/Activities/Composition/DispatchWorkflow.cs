using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Incidents;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Activities;

/// <summary>Queues the start of a workflow; waits for its end when asked to.</summary>
[Activity("Elsa", "DispatchWorkflow", Category = "Composition", Description = "Starts a workflow in the background.")]
public sealed class DispatchWorkflow : Activity
{
    private const string StimulusName = "Elsa.DispatchWorkflow";

    [Input(DisplayName = "Workflow Definition", UIHint = InputHints.WorkflowDefinitionPicker, Description = "The workflow to start.")]
    public Input<string> WorkflowDefinitionId { get; set; } = new();

    [Input(DisplayName = "Correlation ID", Description = "The correlation id of the new instance.")]
    public Input<string> CorrelationId { get; set; } = new();

    [Input(Description = "The input of the new instance.")]
    public Input<IDictionary<string, object>> Input { get; set; } = new();

    [Input(DisplayName = "Wait for Completion", Description = "Wait until the new instance has ended.")]
    public Input<bool> WaitForCompletion { get; set; } = new();

    [Input(Category = "Open Telemetry", Description = "Kept for Elsa; there is no tracing here.")]
    public Input<bool> StartNewTrace { get; set; } = new();

    [Input(DisplayName = "Channel", UIHint = InputHints.DropDown, OptionsProvider = typeof(Channels), Description = "Kept for Elsa; there is one channel.")]
    public Input<string> ChannelName { get; set; } = new();

    [Output(Description = "The output of the new instance.")]
    public Output<object> Result { get; set; } = new();

    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var definitionId = context.Get(WorkflowDefinitionId) ?? "";
        var waits = context.Get(WaitForCompletion);
        var version = await FindPublishedAsync(context, definitionId);
        var childId = context.Execution.NewId();
        context.Execution.Enqueue(new StartWorkflow
        {
            DefinitionVersionId = version.Id,
            InstanceId = childId,
            CorrelationId = context.Get(CorrelationId),
            Input = ChildLink.Input(context.Get(Input), context.WorkflowInstanceId),
            ParentInstanceId = context.WorkflowInstanceId,
            Properties = ChildLink.Properties(context.WorkflowInstanceId, waits, StimulusName),
            RespectActivationStrategy = false,
        });
        if (waits)
            context.CreateBookmark(new ChildWorkflowStimulus(childId), OnChildWorkflowCompletedAsync, StimulusName);
        else
            await context.CompleteAsync();
    }

    internal static async ValueTask<DefinitionVersion> FindPublishedAsync(ActivityExecutionContext context, string definitionId) =>
        await context.Services.GetRequiredService<IWorkflowStore>().FindVersionAsync(definitionId, VersionOptions.Published, context.CancellationToken)
        ?? throw new WorkflowFaultException($"There is no published version of workflow definition '{definitionId}'.");

    private ValueTask OnChildWorkflowCompletedAsync(ActivityExecutionContext context)
    {
        context.Set(Result, ChildLink.ReadEnd(context.ResumeInput).Output);
        return context.CompleteAsync();
    }
}
