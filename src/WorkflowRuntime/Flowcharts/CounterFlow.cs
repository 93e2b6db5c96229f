using WorkflowRuntime.Activities;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Incidents;

namespace WorkflowRuntime.Flowcharts;

/// <summary>What counter mode remembers, saved with the flowchart (Elsa <c>FlowScope</c>).</summary>
internal sealed class FlowScope
{
    public Dictionary<string, int> ActivitiesVisitCount { get; init; } = [];
    public Dictionary<string, int> ConnectionVisitCount { get; init; } = [];
    public Dictionary<string, bool> ConnectionLastVisitFollowed { get; init; } = [];
}

/// <summary>
/// The counter rules (semantics part 1, 7.5): every connection out of a completed activity is visited, followed or not; an activity whose
/// ways in are all visited but dead is skipped, and so are its ways out.
/// </summary>
internal sealed class CounterFlow
{
    private const string ScopeProperty = "FlowScope";

    private readonly Flowchart _flowchart;
    private readonly ActivityExecutionContext _context;
    private readonly FlowScope _scope;
    private readonly FlowGraph _graph;

    public CounterFlow(Flowchart flowchart, ActivityExecutionContext context)
    {
        (_flowchart, _context) = (flowchart, context);
        _scope = context.GetProperty<FlowScope>(ScopeProperty) ?? new FlowScope();
        context.SetProperty(ScopeProperty, _scope);
        _graph = flowchart.GraphOf(context);
    }

    public async ValueTask OnCompletedAsync(ActivityCompletedContext completed)
    {
        var child = completed.Child;
        if (child.Status != ActivityStatus.Completed)
            return;
        if (child.Activity.IsTerminal)
        {
            await _context.CompleteAsync();
            return;
        }

        if (!await PropagateAsync(child.Activity, completed.Outcomes, child.WasScheduledViaBackwardConnection))
            await CompleteIfIdleAsync();
    }

    public async ValueTask OnCanceledAsync(ActivityExecutionContext canceled)
    {
        await CompleteIfIdleAsync();
        // As in Elsa also when the flowchart is over: what waited for the canceled branch and nothing else still runs.
        if (ReferenceEquals(canceled.Parent, _context) && !_graph.IsDangling(canceled.Activity))
        {
            if (!await PropagateAsync(canceled.Activity, null, viaBackward: false))
                await CompleteIfIdleAsync();
        }
    }

    /// <summary>Visits the ways out of an activity; null outcomes follow none of them. True when something was scheduled.</summary>
    private async ValueTask<bool> PropagateAsync(Activity activity, Outcomes? outcomes, bool viaBackward)
    {
        if (_graph.IsDangling(activity))
            throw new WorkflowFaultException($"Activity {activity.Id} is not reachable from the start of its flowchart.");
        var scheduled = false;
        // As deep as Elsa's recursion goes before the next way out is looked at, without the recursion: dead paths can be long.
        var open = new Stack<(IEnumerator<Connection> WaysOut, Outcomes? Outcomes)>();
        open.Push((Enter(activity, viaBackward), outcomes));
        while (open.TryPeek(out var level))
        {
            if (!level.WaysOut.MoveNext())
            {
                open.Pop();
                continue;
            }

            var connection = level.WaysOut.Current;
            var decision = await VisitAsync(connection, level.Outcomes?.Follows(connection.Port ?? Outcomes.Done) ?? false);
            scheduled |= decision == Decision.Scheduled;
            if (decision == Decision.Skipped)
                open.Push((Enter(connection.Target, viaBackward: false), null));
        }

        return scheduled;
    }

    private IEnumerator<Connection> Enter(Activity activity, bool viaBackward)
    {
        if (!viaBackward)
            _scope.ActivitiesVisitCount[activity.Id] = _scope.ActivitiesVisitCount.GetValueOrDefault(activity.Id) + 1;
        return _graph.Outbound(activity).GetEnumerator();
    }

    private async ValueTask<Decision> VisitAsync(Connection connection, bool followed)
    {
        _scope.ConnectionVisitCount[connection.Key] = Visits(connection) + 1;
        _scope.ConnectionLastVisitFollowed[connection.Key] = followed;
        if (_graph.IsForward(connection))
            return await ConsiderAsync(connection);
        if (!followed)
            return Decision.Waits;
        if (!_graph.IsSoundBackward(connection))
            throw new WorkflowFaultException($"Invalid backward connection: every way to {connection.Source.Id} must pass through {connection.Target.Id}.");
        await _flowchart.ScheduleAsync(_context, connection.Target, new ScheduleOptions { ViaBackwardConnection = true });
        return Decision.Scheduled;
    }

    private async ValueTask<Decision> ConsiderAsync(Connection connection)
    {
        var target = connection.Target;
        var inbound = _graph.ForwardInbound(target);
        var visits = _scope.ActivitiesVisitCount.GetValueOrDefault(target.Id);
        var most = inbound.Max(Visits);
        var allVisited = inbound.Min(Visits) > visits;
        var anyFollowed = most > visits && inbound.Any(c => Visits(c) == most && Followed(c));
        var allFollowed = most > visits && inbound.All(c => Visits(c) == most && Followed(c));
        switch (target is FlowJoin join ? await join.ReadModeAsync(_context) : FlowJoinMode.WaitAllActive)
        {
            case FlowJoinMode.WaitAll:
                return await DecideAsync(target, allVisited, allFollowed);
            case FlowJoinMode.WaitAllActive:
                return await DecideAsync(target, allVisited, anyFollowed);
            default:
                return await ConsiderAnyAsync(connection, visits, anyFollowed, allVisited);
        }
    }

    private async ValueTask<Decision> DecideAsync(Activity target, bool isComplete, bool runs)
    {
        if (!isComplete)
            return Decision.Waits;
        if (!runs)
            return Decision.Skipped;
        await _flowchart.ScheduleAsync(_context, target);
        return Decision.Scheduled;
    }

    private async ValueTask<Decision> ConsiderAnyAsync(Connection connection, int visits, bool anyFollowed, bool allVisited)
    {
        var target = connection.Target;
        if (Visits(connection) <= visits || IsQueued(target))
            return Decision.Waits;
        if (!anyFollowed)
            return allVisited ? Decision.Skipped : Decision.Waits;
        await _flowchart.ScheduleAsync(_context, target);
        await _flowchart.CancelAncestorsAsync(_context, target);
        return Decision.Scheduled;
    }

    private bool IsQueued(Activity target)
    {
        var context = _context;
        return context.Execution.Queue.Any(item => ReferenceEquals(item.Node.Activity, target) && ReferenceEquals(item.Owner, context));
    }

    private async ValueTask CompleteIfIdleAsync()
    {
        foreach (var child in _context.Children)
        {
            if (child.Status is ActivityStatus.Running or ActivityStatus.Faulted)
                return;
        }

        if (!Flowchart.HasQueuedWork(_context))
            await _context.CompleteAsync();
    }

    private int Visits(Connection connection) => _scope.ConnectionVisitCount.GetValueOrDefault(connection.Key);

    private bool Followed(Connection connection) => _scope.ConnectionLastVisitFollowed.GetValueOrDefault(connection.Key);

    private enum Decision
    {
        Waits,
        Scheduled,
        Skipped,
    }
}
