using System.Collections.Concurrent;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Flowcharts;

/// <summary>Activities and the connections between them. What runs next is decided by tokens or by counting, see <see cref="FlowchartMode"/>.</summary>
[Activity("Elsa", "Flowchart", Category = "Flow", Description = "Activities and the connections between them.", IsBrowsable = false, IsContainer = true)]
public sealed class Flowchart : Container
{
    private readonly ConcurrentDictionary<Activity, FlowGraph> _graphs = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Activity> _byId = new(StringComparer.Ordinal);
    private Activity? _start;

    [Port(IsBrowsable = false)]
    public Activity? Start { get; set; }

    public IReadOnlyList<Activity> Activities { get; private set; } = [];
    public IReadOnlyList<Connection> Connections { get; private set; } = [];

    internal override bool NeverWaits => true;

    protected internal override void Read(ActivityReader reader)
    {
        Activities = reader.ReadActivities("activities");
        foreach (var activity in Activities)
            _byId.TryAdd(activity.Id, activity);
        Connections = Connection.Read(reader, Activities);
        // The start property repeats one of the activities.
        if (reader.Json.Get("start") is System.Text.Json.Nodes.JsonObject start && start.GetString("id") is { } id)
            _start = Find(id);
    }

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        FindStart(context) is { } start ? context.ScheduleAsync(start, OnChildCompletedAsync) : context.CompleteAsync();

    internal Activity? Find(string activityId) => _byId.GetValueOrDefault(activityId);

    internal FlowGraph GraphOf(ActivityExecutionContext context) =>
        _graphs.GetOrAdd(FindStart(context)!, static (start, connections) => new FlowGraph(connections, start), Connections);

    internal ValueTask ScheduleAsync(ActivityExecutionContext context, Activity activity, ScheduleOptions? options = null) =>
        context.ScheduleAsync(activity, OnChildCompletedAsync, options);

    internal override ValueTask OnDescendantCanceledAsync(ActivityExecutionContext context, ActivityExecutionContext canceled) =>
        context.Execution.FlowchartMode == FlowchartMode.CounterBased
            ? new CounterFlow(this, context).OnCanceledAsync(canceled)
            : new TokenFlow(this, context).OnCanceledAsync(canceled);

    /// <summary>Cancels what has started among the activities that lead to this one.</summary>
    internal async ValueTask CancelAncestorsAsync(ActivityExecutionContext context, Activity activity)
    {
        var ancestors = GraphOf(context).Ancestors(activity);
        foreach (var child in context.Children.ToArray())
        {
            if (!child.IsEnded && ancestors.Contains(child.Activity))
                await child.CancelAsync();
        }
    }

    /// <summary>Something of this flowchart is still queued, at any depth.</summary>
    internal static bool HasQueuedWork(ActivityExecutionContext context)
    {
        foreach (var item in context.Execution.Queue)
        {
            for (var owner = item.Owner; owner is not null; owner = owner.Parent)
            {
                if (ReferenceEquals(owner, context))
                    return true;
            }
        }

        return false;
    }

    private ValueTask OnChildCompletedAsync(ActivityCompletedContext completed) =>
        completed.Owner.Execution.FlowchartMode == FlowchartMode.CounterBased
            ? new CounterFlow(this, completed.Owner).OnCompletedAsync(completed)
            : new TokenFlow(this, completed.Owner).OnCompletedAsync(completed);

    /// <summary>
    /// The trigger that started the instance, the start property, a Start activity, one that may start the workflow, one that nothing leads to,
    /// the first (semantics 7.2). The trigger is known in the first burst only.
    /// </summary>
    private Activity? FindStart(ActivityExecutionContext context)
    {
        if (context.Execution.TriggerActivityId is { } triggerId && Find(triggerId) is { } trigger)
            return trigger;
        return _start ??= FindOwnStart();
    }

    private Activity? FindOwnStart()
    {
        var marked = Activities.FirstOrDefault(activity => activity.Node.Descriptor.IsStart) ?? Activities.FirstOrDefault(activity => activity.CanStartWorkflow);
        if (marked is not null)
            return marked;
        var targets = Connections.Select(connection => connection.Target).ToHashSet<Activity>(ReferenceEqualityComparer.Instance);
        return Activities.FirstOrDefault(activity => !targets.Contains(activity)) ?? (Activities.Count > 0 ? Activities[0] : null);
    }
}
