using WorkflowRuntime.Activities;

namespace WorkflowRuntime.Flowcharts;

/// <summary>
/// What follows from a flowchart's connections and where it starts. Forward connections are those that a breadth-first walk from the
/// start accepts without closing a circle; a connection that closes one leads backward; what the walk never reaches is neither.
/// </summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<Activity, List<Connection>> _forwardInbound = [];
    private readonly Dictionary<Activity, List<Connection>> _inbound = [];
    private readonly Dictionary<Activity, List<Connection>> _outbound = [];
    private readonly Dictionary<Activity, List<Activity>> _forwardTargets = [];
    private readonly Dictionary<Activity, HashSet<Activity>> _ancestors = [];
    private readonly HashSet<Connection> _forward = [];
    private readonly Dictionary<Activity, bool> _canWait = [];
    private readonly Lock _lock = new();

    public FlowGraph(IReadOnlyList<Connection> connections, Activity start)
    {
        Start = start;
        foreach (var connection in connections)
        {
            Bucket(_outbound, connection.Source).Add(connection);
            Bucket(_inbound, connection.Target).Add(connection);
        }

        Walk(start);
    }

    public Activity Start { get; }

    /// <summary>All ways out of an activity, in the order of the connections.</summary>
    public IReadOnlyList<Connection> Outbound(Activity activity) => _outbound.GetValueOrDefault(activity) ?? [];

    /// <summary>All ways into an activity.</summary>
    public IReadOnlyList<Connection> Inbound(Activity activity) => _inbound.GetValueOrDefault(activity) ?? [];

    /// <summary>The forward ways into an activity, in the order in which the walk accepted their edges.</summary>
    public IReadOnlyList<Connection> ForwardInbound(Activity activity) => _forwardInbound.GetValueOrDefault(activity) ?? [];

    public bool IsForward(Connection connection) => _forward.Contains(connection);

    /// <summary>Not the start and not reached by any forward connection.</summary>
    public bool IsDangling(Activity activity) => activity != Start && !_forwardInbound.ContainsKey(activity);

    /// <summary>Everything from which forward connections lead here.</summary>
    public IReadOnlySet<Activity> Ancestors(Activity activity)
    {
        lock (_lock)
        {
            if (_ancestors.TryGetValue(activity, out var known))
                return known;
            var found = new HashSet<Activity>();
            var open = new Stack<Activity>([activity]);
            while (open.TryPop(out var next))
            {
                foreach (var connection in ForwardInbound(next))
                {
                    if (found.Add(connection.Source))
                        open.Push(connection.Source);
                }
            }

            return _ancestors[activity] = found;
        }
    }

    /// <summary>Can this activity, or anything that connections lead to from it, wait for something outside?</summary>
    public bool CanWaitFrom(Activity activity)
    {
        lock (_lock)
        {
            if (_canWait.TryGetValue(activity, out var known))
                return known;
            var seen = new HashSet<Activity> { activity };
            var open = new Stack<Activity>([activity]);
            while (open.TryPop(out var next))
            {
                if (next.CanWait())
                    return _canWait[activity] = true;
                foreach (var connection in Outbound(next))
                {
                    if (seen.Add(connection.Target))
                        open.Push(connection.Target);
                }
            }

            return _canWait[activity] = false;
        }
    }

    /// <summary>Does something that waits for people stand on the way of this connection alone, and not before all others into its target too?</summary>
    public bool PeopleWaitBefore(Connection connection) =>
        Ancestors(connection.Source).Append(connection.Source).Any(activity =>
            activity.MayWaitForPeople()
            && ForwardInbound(connection.Target).Any(other => other.Source != activity && !Ancestors(other.Source).Contains(activity)));

    /// <summary>A loop-back is sound when every forward way from the start to its source passes through its target (counter mode).</summary>
    public bool IsSoundBackward(Connection connection)
    {
        if (connection.Target == Start || connection.Source == connection.Target)
            return true;
        var seen = new HashSet<Activity> { Start };
        var open = new Stack<Activity>([Start]);
        while (open.TryPop(out var next))
        {
            if (next == connection.Source)
                return false;
            foreach (var target in _forwardTargets.GetValueOrDefault(next) ?? [])
            {
                if (target != connection.Target && seen.Add(target))
                    open.Push(target);
            }
        }

        return true;
    }

    private void Walk(Activity start)
    {
        var seen = new HashSet<Activity> { start };
        var open = new Queue<Activity>([start]);
        while (open.TryDequeue(out var source))
        {
            foreach (var edge in Outbound(source).GroupBy(connection => connection.Target))
            {
                if (edge.Key == source || Leads(edge.Key, source))
                    continue;
                Bucket(_forwardTargets, source).Add(edge.Key);
                foreach (var connection in edge)
                {
                    _forward.Add(connection);
                    Bucket(_forwardInbound, connection.Target).Add(connection);
                }

                if (seen.Add(edge.Key))
                    open.Enqueue(edge.Key);
            }
        }
    }

    private bool Leads(Activity from, Activity to)
    {
        if (!_forwardTargets.ContainsKey(from))
            return false;
        var seen = new HashSet<Activity> { from };
        var open = new Stack<Activity>([from]);
        while (open.TryPop(out var next))
        {
            foreach (var target in _forwardTargets.GetValueOrDefault(next) ?? [])
            {
                if (target == to)
                    return true;
                if (seen.Add(target))
                    open.Push(target);
            }
        }

        return false;
    }

    private static List<TValue> Bucket<TValue>(Dictionary<Activity, List<TValue>> map, Activity key)
    {
        if (!map.TryGetValue(key, out var list))
            map[key] = list = [];
        return list;
    }
}
