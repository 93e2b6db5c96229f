using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Activities;

/// <summary>Queues one workflow per item and, when waiting, runs a body for each child that ends.</summary>
[Activity("Elsa", "BulkDispatchWorkflows", Category = "Composition", Description = "Starts a workflow in the background for each item.", Kind = ActivityKind.Task)]
[Outcome("Completed")]
[Outcome("Canceled")]
[Outcome("Done")]
public sealed class BulkDispatchWorkflows : Container
{
    private const string StimulusName = "Elsa.BulkDispatchWorkflows";
    private const string Dispatched = "DispatchedInstancesCount";
    private const string Finished = "FinishedInstancesCount";
    private const string Running = "RunningBodies";

    [Input(DisplayName = "Workflow Definition", UIHint = InputHints.WorkflowDefinitionPicker, Description = "The workflow to start.")]
    public Input<string> WorkflowDefinitionId { get; set; } = new();

    [Input(UIHint = InputHints.SingleLine, Description = "The items.")]
    public Input<object> Items { get; set; } = new();

    [Input(DefaultValue = "Item", Description = "The input that an item which is no dictionary goes into.")]
    public Input<string> DefaultItemInputKey { get; set; } = new();

    [Input(DisplayName = "Correlation ID Function", AutoEvaluate = false, Description = "Evaluated for each item: the correlation id of its instance.")]
    public Input<string> CorrelationIdFunction { get; set; } = new();

    [Input(Description = "The input of every new instance.")]
    public Input<IDictionary<string, object>> Input { get; set; } = new();

    [Input(DisplayName = "Wait for Completion", DefaultValue = true, Description = "Wait until all new instances have ended.")]
    public Input<bool> WaitForCompletion { get; set; } = new();

    [Input(Category = "Open Telemetry", Description = "Kept for Elsa; there is no tracing here.")]
    public Input<bool> StartNewTrace { get; set; } = new();

    [Input(DisplayName = "Channel", UIHint = InputHints.DropDown, OptionsProvider = typeof(Channels), Description = "Kept for Elsa; there is one channel.")]
    public Input<string> ChannelName { get; set; } = new();

    [Port]
    public Activity? ChildCompleted { get; set; }

    [Port]
    public Activity? ChildFaulted { get; set; }

    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var waits = context.Get(WaitForCompletion);
        var items = ItemSource.Of(context.Get(Items));
        foreach (var item in items)
            await DispatchAsync(context, item, waits);
        if (items.Count == 0 || !waits)
        {
            await context.CompleteAsync("Done");
            return;
        }

        context.SetProperty(Dispatched, items.Count);
        context.CreateBookmark(new BookmarkOptions
        {
            Payload = new BulkChildrenStimulus(context.WorkflowInstanceId, items.Count),
            Callback = OnChildFinishedAsync,
            Name = StimulusName,
            AutoBurn = false,
        });
    }

    private async ValueTask DispatchAsync(ActivityExecutionContext context, object? item, bool waits)
    {
        var version = await DispatchWorkflow.FindPublishedAsync(context, context.Get(WorkflowDefinitionId) ?? "");
        var input = ChildLink.Input(context.Get(Input), context.WorkflowInstanceId);
        if (item is IDictionary<string, object?> values)
        {
            foreach (var (name, value) in values)
                input[name] = value;
        }
        else
        {
            input[context.GetOrDefault(DefaultItemInputKey, "Item")] = item;
        }

        context.Execution.Enqueue(new StartWorkflow
        {
            DefinitionVersionId = version.Id,
            InstanceId = context.Execution.NewId(),
            CorrelationId = await ReadCorrelationIdAsync(context, item),
            Input = input,
            ParentInstanceId = context.WorkflowInstanceId,
            Properties = ChildLink.Properties(context.WorkflowInstanceId, waits, StimulusName),
            RespectActivationStrategy = false,
        });
    }

    private async ValueTask<string?> ReadCorrelationIdAsync(ActivityExecutionContext context, object? item) =>
        CorrelationIdFunction.Expression is { } expression
            ? await context.EvaluateAsync(expression, typeof(string), arguments: new Dictionary<string, object?> { ["Item"] = item }) as string
            : null;

    private async ValueTask OnChildFinishedAsync(ActivityExecutionContext context)
    {
        context.SetProperty(Finished, context.GetProperty<int>(Finished) + 1);
        var child = ChildLink.ReadEnd(context.ResumeInput);
        if ((child.SubStatus == WorkflowSubStatus.Faulted ? ChildFaulted : ChildCompleted) is not { } body)
        {
            await CompleteIfDoneAsync(context);
            return;
        }

        context.SetProperty(Running, context.GetProperty<int>(Running) + 1);
        await context.ScheduleAsync(body, OnBodyCompletedAsync, new ScheduleOptions { Variables = [new("ChildInstanceId", child.InstanceId)] });
    }

    private static ValueTask OnBodyCompletedAsync(ActivityCompletedContext completed)
    {
        completed.Owner.SetProperty(Running, completed.Owner.GetProperty<int>(Running) - 1);
        return CompleteIfDoneAsync(completed.Owner);
    }

    private static ValueTask CompleteIfDoneAsync(ActivityExecutionContext context) =>
        context.GetProperty<int>(Running) == 0 && context.GetProperty<int>(Finished) >= context.GetProperty<int>(Dispatched)
            ? context.CompleteAsync("Completed", "Done")
            : ValueTask.CompletedTask;
}
