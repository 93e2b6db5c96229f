namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>The literals <c>empty</c> and <c>blank</c>, which only compare.</summary>
internal sealed class LiquidEmpty
{
    public static readonly LiquidEmpty Empty = new();
    public static readonly LiquidEmpty Blank = new();

    private LiquidEmpty()
    {
    }

    public bool Matches(object? value) => value switch
    {
        null => ReferenceEquals(this, Blank),
        string text => ReferenceEquals(this, Blank) ? string.IsNullOrWhiteSpace(text) : text.Length == 0,
        false => ReferenceEquals(this, Blank),
        LiquidEmpty => true,
        _ => LiquidValues.TryGetList(value, out var list) ? list.Count == 0 : LiquidMembers.TryGetDictionary(value, out var members) && members.Count == 0,
    };
}
