namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>A piece of a template.</summary>
internal abstract class LiquidNode
{
    public abstract void Render(LiquidContext context);

    public static void RenderAll(IReadOnlyList<LiquidNode> nodes, LiquidContext context)
    {
        foreach (var node in nodes)
        {
            node.Render(context);
            if (context.Signal != LoopSignal.None)
                return;
        }
    }
}

internal sealed class TextNode(string text) : LiquidNode
{
    public override void Render(LiquidContext context) => context.Write(text);
}

internal sealed class OutputNode(LiquidExpression expression) : LiquidNode
{
    public override void Render(LiquidContext context) => context.WriteValue(expression.Evaluate(context));
}

internal sealed class AssignNode(string name, LiquidExpression expression) : LiquidNode
{
    public override void Render(LiquidContext context) => context.Assign(name, expression.Evaluate(context));
}

/// <summary>Keeps what its body renders; that is encoded already, so it is not encoded again.</summary>
internal sealed class CaptureNode(string name, IReadOnlyList<LiquidNode> body) : LiquidNode
{
    public override void Render(LiquidContext context)
    {
        context.BeginCapture();
        RenderAll(body, context);
        context.Assign(name, new RawText(context.EndCapture()));
    }
}

/// <summary>if, unless and case: the first branch whose test holds.</summary>
internal sealed class BranchNode(IReadOnlyList<(Func<LiquidContext, bool> Test, IReadOnlyList<LiquidNode> Body)> branches) : LiquidNode
{
    public override void Render(LiquidContext context)
    {
        foreach (var (test, body) in branches)
        {
            if (!test(context))
                continue;
            RenderAll(body, context);
            return;
        }
    }
}

/// <summary>case with several whens: every matching when renders, else only when none did.</summary>
internal sealed class CaseNode(LiquidExpression subject, IReadOnlyList<(IReadOnlyList<LiquidExpression>? Values, IReadOnlyList<LiquidNode> Body)> whens) : LiquidNode
{
    public override void Render(LiquidContext context)
    {
        var value = subject.Evaluate(context);
        var matched = false;
        foreach (var (values, body) in whens)
        {
            if (values is null ? matched : !values.Any(x => LiquidComparison.AreEqual(value, x.Evaluate(context))))
                continue;
            matched = true;
            RenderAll(body, context);
        }
    }
}

internal sealed class SignalNode(LoopSignal signal) : LiquidNode
{
    public override void Render(LiquidContext context) => context.Signal = signal;
}

internal sealed class CounterNode(string name, int step) : LiquidNode
{
    public override void Render(LiquidContext context)
    {
        var value = context.Counters.GetValueOrDefault(name);
        context.Counters[name] = value + step;
        context.WriteValue(step < 0 ? value - 1 : value);
    }
}

internal sealed class CycleNode(LiquidExpression? group, IReadOnlyList<LiquidExpression> values) : LiquidNode
{
    public override void Render(LiquidContext context)
    {
        var texts = values.Select(x => x.Evaluate(context)).ToList();
        var key = "cycle " + (group is null ? string.Join('\u0001', texts.Select(LiquidValues.ToText)) : LiquidValues.ToText(group.Evaluate(context)));
        var index = context.Counters.GetValueOrDefault(key);
        context.Counters[key] = (index + 1) % texts.Count;
        context.WriteValue(texts[index]);
    }
}
