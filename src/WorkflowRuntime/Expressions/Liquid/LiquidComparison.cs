namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>Equality, order and containment, as Fluid has them: a text is never equal to a number, and only numbers and texts have an order.</summary>
internal static class LiquidComparison
{
    public static bool AreEqual(object? left, object? right)
    {
        if (left is LiquidEmpty empty)
            return empty.Matches(right);
        if (right is LiquidEmpty other)
            return other.Matches(left);
        if (left is null || right is null)
            return left is null && right is null;
        if (LiquidValues.TryGetNumber(left, out var a) && LiquidValues.TryGetNumber(right, out var b))
            return a == b;
        if (LiquidValues.IsText(left) || LiquidValues.IsText(right))
            return LiquidValues.IsText(left) && LiquidValues.IsText(right) && string.Equals(LiquidValues.ToText(left), LiquidValues.ToText(right), StringComparison.Ordinal);
        return left is bool || right is bool ? left.Equals(right) : ValueEquality.AreEqual(left, right);
    }

    /// <summary>What stands on the left decides whether numbers or texts are compared; moments, lists and booleans have no order.</summary>
    public static bool Holds(object? left, string comparison, object? right)
    {
        if (left is null || right is null)
            return left is null && right is null && comparison.Length == 2;
        int order;
        if (LiquidValues.TryGetNumber(left, out var number))
            order = number.CompareTo(LiquidValues.ToNumber(right));
        else if (LiquidValues.IsText(left))
            order = string.CompareOrdinal(LiquidValues.ToText(left), LiquidValues.ToText(right));
        else
            return false;
        return comparison switch
        {
            "<" => order < 0,
            ">" => order > 0,
            "<=" => order <= 0,
            _ => order >= 0,
        };
    }

    /// <summary>The order of sorted lists.</summary>
    public static int Order(object? left, object? right)
    {
        if (left is null || right is null)
            return left is null ? (right is null ? 0 : 1) : -1;
        if (left is DateTime or DateTimeOffset || right is DateTime or DateTimeOffset)
            return LiquidDates.TryGet(left, null, out var first) && LiquidDates.TryGet(right, null, out var second) ? first.CompareTo(second) : 0;
        if (left is string && right is string)
            return string.CompareOrdinal(LiquidValues.ToText(left), LiquidValues.ToText(right));
        if (left is IComparable comparable && left.GetType() == right.GetType())
            return comparable.CompareTo(right);
        return LiquidValues.ToNumber(left).CompareTo(LiquidValues.ToNumber(right));
    }

    public static bool Contains(object? container, object? item) =>
        container is string text ? text.Contains(LiquidValues.ToText(item), StringComparison.Ordinal)
            : LiquidValues.TryGetList(container, out var list) && list.Any(x => AreEqual(x, item));
}
