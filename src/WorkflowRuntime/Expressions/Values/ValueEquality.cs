using System.Collections;
using System.Globalization;

namespace WorkflowRuntime.Expressions;

/// <summary>Whether two workflow values are the same: numbers by amount, objects and lists member by member.</summary>
internal static class ValueEquality
{
    public static bool AreEqual(object? left, object? right)
    {
        if (left is null || right is null)
            return left is null && right is null;
        if (IsNumber(left) && IsNumber(right))
            return left.GetType() == right.GetType() ? left.Equals(right) : ToDouble(left) == ToDouble(right);
        if (left is DateTime or DateTimeOffset && right is DateTime or DateTimeOffset)
            return DateConversion.Convert(left, typeof(DateTimeOffset))!.Equals(DateConversion.Convert(right, typeof(DateTimeOffset)));
        if (left is IDictionary<string, object?> first && right is IDictionary<string, object?> second)
            return first.Count == second.Count && first.All(entry => second.TryGetValue(entry.Key, out var other) && AreEqual(entry.Value, other));
        if (left is not string && right is not string && left is IEnumerable leftItems && right is IEnumerable rightItems)
            return leftItems.Cast<object?>().SequenceEqual(rightItems.Cast<object?>(), Comparer);
        return left.Equals(right);
    }

    private static readonly EqualityComparer<object?> Comparer = EqualityComparer<object?>.Create(AreEqual);

    private static bool IsNumber(object value) => value is int or long or double or decimal or float or short or byte or ushort or uint or ulong or sbyte;

    private static double ToDouble(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
