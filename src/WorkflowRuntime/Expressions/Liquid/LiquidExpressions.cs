namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>Something in a tag that has a value.</summary>
internal abstract class LiquidExpression
{
    public abstract object? Evaluate(LiquidContext context);
}

internal sealed class ConstantExpression(object? value) : LiquidExpression
{
    public override object? Evaluate(LiquidContext context) => value;
}

/// <summary><c>a.b[0]['c']</c>; a step over nothing gives nothing.</summary>
internal sealed class PathExpression(string root, IReadOnlyList<LiquidExpression> steps) : LiquidExpression
{
    /// <summary>The name, when the path is nothing but a name.</summary>
    public string? OnlyName => steps.Count == 0 ? root : null;

    public override object? Evaluate(LiquidContext context)
    {
        var value = context.Find(root);
        foreach (var step in steps)
        {
            if (value is null)
                return null;
            value = LiquidMembers.Get(value, step.Evaluate(context));
        }
        return value;
    }
}

internal sealed class RangeExpression(LiquidExpression from, LiquidExpression to) : LiquidExpression
{
    public override object? Evaluate(LiquidContext context)
    {
        var first = LiquidValues.ToNumber(from.Evaluate(context));
        var last = LiquidValues.ToNumber(to.Evaluate(context));
        var count = last - first + 1;
        if (count > context.Options.TemplateLoopLimit)
            throw new LiquidException($"A range holds more than {context.Options.TemplateLoopLimit:N0} numbers.");
        var list = new List<object?>(Math.Max(0, (int)count));
        for (var number = decimal.Truncate(first); number <= last; number++)
            list.Add(number);
        return list;
    }
}

internal sealed class FilteredExpression(LiquidExpression input, string name, IReadOnlyList<(string? Name, LiquidExpression Value)> arguments) : LiquidExpression
{
    public override object? Evaluate(LiquidContext context)
    {
        var value = input.Evaluate(context);
        // A filter that nobody knows changes nothing, as in Fluid.
        return LiquidFilters.Find(name) is { } filter
            ? filter(value, new FilterArguments(arguments.Select(x => (x.Name, x.Value.Evaluate(context))).ToArray(), context))
            : value;
    }
}

internal sealed class ComparisonExpression(LiquidExpression left, string comparison, LiquidExpression right) : LiquidExpression
{
    public override object? Evaluate(LiquidContext context)
    {
        var (a, b) = (left.Evaluate(context), right.Evaluate(context));
        return comparison switch
        {
            "==" => LiquidComparison.AreEqual(a, b),
            "!=" or "<>" => !LiquidComparison.AreEqual(a, b),
            "contains" => LiquidComparison.Contains(a, b),
            "startswith" => LiquidValues.ToText(a).StartsWith(LiquidValues.ToText(b), StringComparison.Ordinal),
            "endswith" => LiquidValues.ToText(a).EndsWith(LiquidValues.ToText(b), StringComparison.Ordinal),
            _ => LiquidComparison.Holds(a, comparison, b),
        };
    }
}

/// <summary>Liquid reads and/or from right to left, with one precedence.</summary>
internal sealed class LogicalExpression(LiquidExpression left, bool isAnd, LiquidExpression right) : LiquidExpression
{
    public override object? Evaluate(LiquidContext context)
    {
        var first = LiquidValues.IsTrue(left.Evaluate(context));
        return first == isAnd ? LiquidValues.IsTrue(right.Evaluate(context)) : first;
    }
}
