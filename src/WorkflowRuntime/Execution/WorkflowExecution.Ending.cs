using WorkflowRuntime.Incidents;
using WorkflowRuntime.Journal;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Execution;

/// <summary>How activities end: completion, cancellation, fault.</summary>
internal sealed partial class WorkflowExecution
{
    /// <summary>
    /// Completes an activity. The status is tested only on entry: cancelling a child can complete this very activity from within,
    /// and then it is logged as completed twice, as in Elsa.
    /// </summary>
    public async ValueTask CompleteAsync(ActivityExecutionContext context, Outcomes outcomes)
    {
        if (context.Status != ActivityStatus.Running)
            return;
        await CancelChildrenAsync(context);
        context.IsDirty = true;
        context.Status = ActivityStatus.Completed;
        context.CompletedAt = Now();
        if (!outcomes.IsDefault)
            context.JournalData["Outcomes"] = outcomes.Names;
        Log(context, JournalEvents.Completed);
        if (context.Parent is { } owner && TakeCallback(owner, context.Node) is { } callback)
        {
            owner.IsDirty = true;
            await owner.EnsureInputsAsync();
            await callback(new ActivityCompletedContext(owner, context, outcomes));
        }

        ClearWaits(context);
    }

    /// <summary>Cancels an activity from the inside out and tells the containers around it.</summary>
    public async ValueTask CancelAsync(ActivityExecutionContext context)
    {
        if (context.IsEnded)
            return;
        WithdrawQueued(context);
        foreach (var child in context.Children.ToArray())
            await CancelAsync(child);
        await EndAsCanceledAsync(context);
    }

    /// <summary>What a container that completes does to the children that have not ended: from the outside in, as in Elsa.</summary>
    private async ValueTask CancelChildrenAsync(ActivityExecutionContext context)
    {
        foreach (var child in context.Children.ToArray())
        {
            if (child.IsEnded)
                continue;
            WithdrawQueued(child);
            await EndAsCanceledAsync(child);
            await CancelChildrenAsync(child);
        }
    }

    private async ValueTask EndAsCanceledAsync(ActivityExecutionContext context)
    {
        context.IsDirty = true;
        context.Status = ActivityStatus.Canceled;
        context.CompletedAt = Now();
        ClearWaits(context);
        RemoveBookmarks(bookmark => ReferenceEquals(bookmark.Context.Node, context.Node) && bookmark.Context.IsEnded);
        Log(context, JournalEvents.Canceled);
        for (var ancestor = context.Parent; ancestor is not null; ancestor = ancestor.Parent)
            await ancestor.Activity.OnDescendantCanceledAsync(ancestor, context);
    }

    /// <summary>Removes the queued work of a context: what it scheduled, and its own next run.</summary>
    public void WithdrawQueued(ActivityExecutionContext context)
    {
        for (var node = Queue.First; node is not null;)
        {
            var next = node.Next;
            if (ReferenceEquals(node.Value.Owner, context) || ReferenceEquals(node.Value.Existing, context))
                Queue.Remove(node);
            node = next;
        }
    }

    /// <summary>An activity threw: journal, counts on it and all around it, incident, then the definition's strategy.</summary>
    public void Fault(ActivityExecutionContext context, Exception exception)
    {
        var state = ExceptionState.Of(exception);
        Log(context, JournalEvents.Faulted, exception.Message, ExceptionJson.Write(state, exception.Source));
        context.Exception = state;
        context.Status = ActivityStatus.Faulted;
        for (var around = context; around is not null; around = around.Parent)
        {
            around.FaultCount++;
            around.IsDirty = true;
        }

        var incident = new Incident(context.ActivityId, context.NodeId, context.Id, context.Node.Type, exception.Message, state, Now());
        Incidents.Add(incident);
        Report.Incidents.Add(incident);
        var strategy = Graph.Workflow.Options.IncidentStrategy ?? Options.DefaultIncidentStrategy;
        if (strategy == IncidentStrategy.Fault && Row.Status == WorkflowStatus.Running)
            TransitionTo(WorkflowSubStatus.Faulted);
    }

    /// <summary>Ends the whole workflow on the spot: nothing queued runs, nothing waits, containers stay as they are (Elsa Finish).</summary>
    public void Finish()
    {
        Queue.Clear();
        Callbacks.Clear();
        RemoveBookmarks(_ => true);
        TransitionTo(WorkflowSubStatus.Finished);
    }

    /// <summary>Cancels the instance from outside. Contexts stay Running in the saved state and in the records, as in Elsa.</summary>
    public void CancelWorkflow()
    {
        Queue.Clear();
        Callbacks.Clear();
        RemoveBookmarks(_ => true);
        if (Root is { } root)
            Log(root, JournalEvents.WorkflowCancelled);
        TransitionTo(WorkflowSubStatus.Cancelled);
    }

    /// <summary>Takes a fault back and queues the same context again; the incident stays on record.</summary>
    public void Retry(ActivityExecutionContext context)
    {
        if (Row.Status == WorkflowStatus.Finished)
        {
            Row.Status = WorkflowStatus.Running;
            Row.FinishedAt = null;
        }

        ClearWaits(context);
        context.Exception = null;
        context.Status = ActivityStatus.Pending;
        for (var around = context; around is not null; around = around.Parent)
        {
            around.FaultCount = Math.Max(0, around.FaultCount - 1);
            around.IsDirty = true;
        }

        Queue.AddLast(new WorkItem { Node = context.Node, Owner = context.Parent, Existing = context });
    }

    private ChildCompleted? TakeCallback(ActivityExecutionContext owner, ActivityNode child)
    {
        for (var i = 0; i < Callbacks.Count; i++)
        {
            if (!ReferenceEquals(Callbacks[i].Owner, owner) || !ReferenceEquals(Callbacks[i].Child, child))
                continue;
            var callback = Callbacks[i].Callback;
            Callbacks.RemoveAt(i);
            return callback;
        }

        return null;
    }

    private void ClearWaits(ActivityExecutionContext context)
    {
        Callbacks.RemoveAll(callback => ReferenceEquals(callback.Owner, context));
        RemoveBookmarks(bookmark => ReferenceEquals(bookmark.Context, context));
    }
}
