using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Incidents;
using WorkflowRuntime.Journal;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Execution;

internal sealed partial class WorkflowExecution
{
    private int _steps;
    private bool _isStopped;
    private ActivityExecutionContext? _current;

    /// <summary>First in, first out: the order is observable (breadth first over branches).</summary>
    public LinkedList<WorkItem> Queue { get; } = new();

    /// <summary>Queues a child of <paramref name="owner"/>; the callback is registered now, the child's context is made when its turn comes.</summary>
    public ValueTask ScheduleAsync(ActivityExecutionContext owner, Activity? child, ChildCompleted? callback, ScheduleOptions? options)
    {
        if (child is null)
            return callback is null ? CompleteAsync(owner, Outcomes.Default) : callback(new ActivityCompletedContext(owner, owner, Outcomes.Default));
        if (callback is not null)
        {
            Execution.Callbacks.Check(callback);
            Callbacks.Add(new CompletionCallback(owner, child.Node, callback));
        }

        Queue.AddLast(new WorkItem { Node = child.Node, Owner = owner, Options = options, ScheduledBy = _current });
        return ValueTask.CompletedTask;
    }

    public void ScheduleRoot() => Queue.AddLast(new WorkItem { Node = Graph.Root });

    /// <summary>Runs until nothing is queued, then settles the status.</summary>
    public async ValueTask RunAsync()
    {
        if (Row.Status == WorkflowStatus.Running)
            Row.SubStatus = WorkflowSubStatus.Executing;
        while (Queue.First is { } next && !_isStopped)
        {
            CancellationToken.ThrowIfCancellationRequested();
            Queue.RemoveFirst();
            await RunAsync(next.Value);
        }

        if (Row.Status == WorkflowStatus.Running)
            TransitionTo(Contexts.TrueForAll(context => context.IsEnded) ? WorkflowSubStatus.Finished : WorkflowSubStatus.Suspended);
    }

    private async ValueTask RunAsync(WorkItem item)
    {
        var context = item.Existing ?? CreateContext(item);
        context.IsDirty = true;
        _current = context;
        try
        {
            CountStep();
            Log(context, IsWaitingAt(context.Node) ? JournalEvents.Resumed : JournalEvents.Started);
            await EnsureInputsAroundAsync(context);
            await context.EvaluateInputsAsync();
            context.Status = ActivityStatus.Running;
            if (item.Resume is { } bookmark)
                await ResumeAsync(context, bookmark);
            else
                await ExecuteAsync(context);
            if (context.Status == ActivityStatus.Running && IsWaitingAt(context.Node))
                Log(context, JournalEvents.Suspended);
            if (context.Activity.WaitsForPeople && IsWaitingFor(context) && FindStranded(context) is { } stranded)
                await CancelAsync(stranded);
        }
        catch (Exception e) when (e is not BurstAbortedException && (e is not OperationCanceledException || !CancellationToken.IsCancellationRequested))
        {
            Fault(context, e);
        }
        finally
        {
            _current = null;
        }
    }

    /// <summary>What runs in a workflow used as an activity needs the inputs of that activity.</summary>
    private async ValueTask EnsureInputsAroundAsync(ActivityExecutionContext context)
    {
        if (ReferenceEquals(context.Node.Owner, Graph.Workflow))
            return;
        for (var around = context.Parent; around is not null; around = around.Parent)
        {
            if (around.Activity is IComposite)
                await around.EnsureInputsAsync();
        }
    }

    private async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var queued = Queue.Count;
        var waits = Bookmarks.Count;
        await context.Activity.ExecuteAsync(context);
        if (context.Activity.CompletesItself && context.Status == ActivityStatus.Running && Bookmarks.Count == waits && Queue.Count == queued)
            await CompleteAsync(context, Outcomes.Default);
    }

    private async ValueTask ResumeAsync(ActivityExecutionContext context, Bookmark bookmark)
    {
        if (bookmark.Callback is { } name)
            await Execution.Callbacks.Find<BookmarkResumed>(context.Activity, name)(context);
        else if (bookmark.AutoComplete)
            await CompleteAsync(context, Outcomes.Default);
        if (bookmark.AutoBurn)
            RemoveBookmark(bookmark);
        if (context.Activity.CompletesItself && context.Status == ActivityStatus.Running && !IsWaitingFor(context) && !context.Children.Any(child => !child.IsEnded))
            await CompleteAsync(context, Outcomes.Default);
    }

    private ActivityExecutionContext CreateContext(WorkItem item)
    {
        var context = new ActivityExecutionContext(this, item.Node, item.Owner, NewId())
        {
            StartedAt = Now(),
            Tag = item.Options?.Tag,
            ScheduledById = item.ScheduledBy?.Id,
            ScheduledByActivityId = item.ScheduledBy?.ActivityId,
            CallStackDepth = item.ScheduledBy is { } by ? by.CallStackDepth + 1 : 0,
            WasScheduledViaBackwardConnection = item.Options?.ViaBackwardConnection ?? false,
        };
        foreach (var (name, value) in item.Options?.Variables ?? [])
            context.Declare(new Variable(name, name, typeof(object), null, VariableStorage.Instance), value, isDynamic: true);
        if (item.Node.Activity is Container container)
        {
            foreach (var variable in container.Variables)
                context.Declare(variable, variable.DefaultValue);
        }

        Contexts.Add(context);
        context.Parent?.Adopt(context);
        return context;
    }

    /// <summary>A flow that never waits is stopped. What is queued stays queued and goes on when the incident is retried.</summary>
    internal void CountStep()
    {
        if (++_steps <= Options.MaxStepsPerBurst)
            return;
        _isStopped = true;
        throw new StepLimitException(Options.MaxStepsPerBurst);
    }

    /// <summary>
    /// Work that was queued when its container completed still runs, as in Elsa. But when it begins to wait, nobody would ever go on from
    /// there: a task would stay open under a completed workflow. The outermost such context is to be cancelled (docs/adr/0010, D4).
    /// </summary>
    private static ActivityExecutionContext? FindStranded(ActivityExecutionContext context)
    {
        ActivityExecutionContext? stranded = null;
        for (var around = context; around is not null; around = around.Parent)
        {
            if (!around.IsEnded && around.Parent is { IsEnded: true })
                stranded = around;
        }

        return stranded;
    }

    private bool IsWaitingAt(ActivityNode node)
    {
        foreach (var bookmark in Bookmarks)
        {
            if (ReferenceEquals(bookmark.Context.Node, node))
                return true;
        }

        return false;
    }

    private bool IsWaitingFor(ActivityExecutionContext context)
    {
        foreach (var bookmark in Bookmarks)
        {
            if (ReferenceEquals(bookmark.Context, context))
                return true;
        }

        return false;
    }
}
