using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Flowcharts;

/// <summary>The token rules, step by step as in the semantics reference (7.6, 7.7).</summary>
internal sealed class TokenFlow
{
    private const string TokensProperty = "Flowchart.Tokens";

    private readonly Flowchart _flowchart;
    private readonly ActivityExecutionContext _context;
    private readonly List<Token> _tokens;

    public TokenFlow(Flowchart flowchart, ActivityExecutionContext context)
    {
        (_flowchart, _context) = (flowchart, context);
        _tokens = context.GetProperty<List<Token>>(TokensProperty) ?? [];
        context.SetProperty(TokensProperty, _tokens);
    }

    public async ValueTask OnCompletedAsync(ActivityCompletedContext completed)
    {
        var source = completed.Child.Activity;
        if (source.IsTerminal)
        {
            _tokens.Clear();
            await _context.CompleteAsync();
            return;
        }

        var graph = _flowchart.GraphOf(_context);
        var active = graph.Outbound(source).Where(connection => completed.Outcomes.Follows(connection.Port)).ToList();
        foreach (var connection in active)
            _tokens.Add(Token.For(connection));
        foreach (var token in _tokens)
        {
            if (token.ToActivityId == source.Id && token.IsLive())
                token.Consumed = true;
        }

        foreach (var connection in active)
            await ArriveAsync(graph, connection);
        await CompleteIfIdleAsync(tokensCount: true);
        _tokens.RemoveAll(token => token.ToActivityId == source.Id && token.Consumed);
    }

    public ValueTask OnCanceledAsync(ActivityExecutionContext canceled)
    {
        var id = canceled.ActivityId;
        _tokens.RemoveAll(token => token.FromActivityId == id || token.ToActivityId == id);
        return CompleteIfIdleAsync(tokensCount: false);
    }

    private async ValueTask ArriveAsync(FlowGraph graph, Connection connection)
    {
        var target = connection.Target;
        switch (await ReadMergeModeAsync(target))
        {
            case MergeMode.Race:
                await RaceAsync(graph, connection);
                break;
            case MergeMode.Cascade:
                await CascadeAsync(graph, connection);
                break;
            case MergeMode.Merge:
                await MergeAsync(target, graph.ForwardInbound(target));
                break;
            case MergeMode.Converge:
                await MergeAsync(target, graph.Inbound(target));
                break;
            default:
                if (!IsOnTheWayToAny(graph.ForwardInbound(target)))
                    await _flowchart.ScheduleAsync(_context, target);
                break;
        }
    }

    /// <summary>
    /// The first arrival wins and what has started on the other ways is cancelled. Elsa cancels first, which may complete the flowchart before
    /// the target is even scheduled; should the target or anything after it then wait, the instance could never go on. So where something ahead
    /// can wait, the target is scheduled first (docs/adr/0010, D2).
    /// </summary>
    private async ValueTask RaceAsync(FlowGraph graph, Connection connection)
    {
        var canWait = graph.CanWaitFrom(connection.Target);
        if (!canWait)
            await _flowchart.CancelAncestorsAsync(_context, connection.Target);
        await CascadeAsync(graph, connection);
        if (canWait)
            await _flowchart.CancelAncestorsAsync(_context, connection.Target);
    }

    /// <summary>The first arrival of a round runs the target and blocks the other ways in, once each.</summary>
    private async ValueTask CascadeAsync(FlowGraph graph, Connection connection)
    {
        // Also a blocked token that has been consumed counts: recorded behaviour.
        if (_tokens.Find(token => token.Blocked && token.IsFor(connection)) is { } block)
        {
            block.Consumed = true;
            // Elsa leaves the loser's token live, and the flowchart never completes. Where people did their work on this way, too late, their
            // case would stay open for ever (docs/adr/0010, D3).
            if (graph.PeopleWaitBefore(connection))
                Consume(connection);
            return;
        }

        await _flowchart.ScheduleAsync(_context, connection.Target);
        foreach (var inbound in graph.ForwardInbound(connection.Target))
        {
            if (inbound.Source != connection.Source)
                _tokens.Add(Token.For(inbound, blocked: true));
        }
    }

    private void Consume(Connection connection)
    {
        foreach (var token in _tokens)
        {
            if (token.IsLive() && token.IsFor(connection))
                token.Consumed = true;
        }
    }

    private ValueTask MergeAsync(Activity target, IReadOnlyList<Connection> inbound)
    {
        if (inbound.Count > 1)
        {
            var arrived = LiveTokens().Where(token => token.ToActivityId == target.Id).Select(token => (token.FromActivityId, token.Outcome)).ToHashSet();
            if (!inbound.All(connection => arrived.Contains((connection.Source.Id, connection.Port))))
                return ValueTask.CompletedTask;
        }

        return _flowchart.ScheduleAsync(_context, target);
    }

    /// <summary>One look at the tokens, however many ways lead in: hundreds of branches into one activity are not unheard of.</summary>
    private bool IsOnTheWayToAny(IReadOnlyList<Connection> inbound)
    {
        if (inbound.Count == 1)
            return LiveTokens().Any(token => token.ToActivityId == inbound[0].Source.Id);
        var addressed = LiveTokens().Select(token => token.ToActivityId).ToHashSet();
        return inbound.Any(connection => addressed.Contains(connection.Source.Id));
    }

    private IEnumerable<Token> LiveTokens() => _tokens.Where(token => token.IsLive());

    private async ValueTask CompleteIfIdleAsync(bool tokensCount)
    {
        if (tokensCount && _tokens.Exists(token => token.IsLive()))
            return;
        foreach (var child in _context.Children)
        {
            if (child.Status is ActivityStatus.Running or ActivityStatus.Faulted)
                return;
        }

        if (Flowchart.HasQueuedWork(_context))
            return;
        if (tokensCount)
            _tokens.Clear();
        await _context.CompleteAsync();
    }

    private async ValueTask<MergeMode> ReadMergeModeAsync(Activity target)
    {
        if (target is FlowJoin join)
            return await join.ReadModeAsync(_context) == FlowJoinMode.WaitAny ? MergeMode.Race : MergeMode.Merge;
        return Enum.TryParse<MergeMode>(target.CustomProperties.GetString("mergeMode"), ignoreCase: true, out var mode) ? mode : MergeMode.Stream;
    }
}
