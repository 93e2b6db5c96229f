namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>What a loop goes through: the items, cut by offset and limit, perhaps reversed.</summary>
internal sealed class LoopSource
{
    public required string Variable { get; init; }
    public required LiquidExpression Collection { get; init; }
    public LiquidExpression? Limit { get; set; }
    public LiquidExpression? Offset { get; set; }
    public LiquidExpression? Columns { get; set; }
    public bool Reversed { get; set; }

    public List<object?> Items(LiquidContext context)
    {
        IEnumerable<object?> items = LiquidValues.ToList(Collection.Evaluate(context));
        if (Offset is not null)
            items = items.Skip(LiquidValues.ToInteger(Offset.Evaluate(context)));
        if (Limit is not null)
            items = items.Take(LiquidValues.ToInteger(Limit.Evaluate(context)));
        return (Reversed ? items.Reverse() : items).ToList();
    }

    public static Dictionary<string, object?> Position(int index, int count, object? parent) => new()
    {
        ["index"] = index + 1,
        ["index0"] = index,
        ["rindex"] = count - index,
        ["rindex0"] = count - index - 1,
        ["first"] = index == 0,
        ["last"] = index == count - 1,
        ["length"] = count,
        ["parentloop"] = parent,
    };
}

internal sealed class ForNode(LoopSource source, IReadOnlyList<LiquidNode> body, IReadOnlyList<LiquidNode> otherwise) : LiquidNode
{
    public override void Render(LiquidContext context)
    {
        var items = source.Items(context);
        if (items.Count == 0)
        {
            RenderAll(otherwise, context);
            return;
        }
        var parent = context.Find("forloop");
        context.PushLocal("forloop", null);
        context.PushLocal(source.Variable, null);
        for (var i = 0; i < items.Count; i++)
        {
            context.CountRound();
            context.SetLocal(2, LoopSource.Position(i, items.Count, parent));
            context.SetLocal(1, items[i]);
            RenderAll(body, context);
            var signal = context.Signal;
            context.Signal = LoopSignal.None;
            if (signal == LoopSignal.Break)
                break;
        }
        context.PopLocal();
        context.PopLocal();
    }
}

internal sealed class TableRowNode(LoopSource source, IReadOnlyList<LiquidNode> body) : LiquidNode
{
    public override void Render(LiquidContext context)
    {
        var items = source.Items(context);
        var columns = source.Columns is null ? items.Count : Math.Max(1, LiquidValues.ToInteger(source.Columns.Evaluate(context)));
        context.PushLocal("tablerowloop", null);
        context.PushLocal(source.Variable, null);
        for (var i = 0; i < items.Count; i++)
        {
            context.CountRound();
            var column = i % columns;
            if (column == 0)
                context.Write($"<tr class=\"row{i / columns + 1}\">{(i == 0 ? "\n" : "")}");
            var position = LoopSource.Position(i, items.Count, null);
            position["col"] = column + 1;
            position["col0"] = column;
            position["row"] = i / columns + 1;
            context.SetLocal(2, position);
            context.SetLocal(1, items[i]);
            context.Write($"<td class=\"col{column + 1}\">");
            RenderAll(body, context);
            context.Write("</td>");
            var signal = context.Signal;
            context.Signal = LoopSignal.None;
            if (column == columns - 1 || i == items.Count - 1 || signal == LoopSignal.Break)
                context.Write("</tr>\n");
            if (signal == LoopSignal.Break)
                break;
        }
        context.PopLocal();
        context.PopLocal();
    }
}
