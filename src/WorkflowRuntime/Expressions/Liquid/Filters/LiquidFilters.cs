namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>A filter: the value before the bar, and what follows the colon.</summary>
internal delegate object? LiquidFilter(object? input, FilterArguments arguments);

/// <summary>The evaluated arguments of one use of a filter.</summary>
internal sealed class FilterArguments((string? Name, object? Value)[] values, LiquidContext context)
{
    private readonly object?[] _positional = values.Where(x => x.Name is null).Select(x => x.Value).ToArray();

    public LiquidContext Context => context;

    public int Count => _positional.Length;

    public object? At(int index) => index < _positional.Length ? _positional[index] : null;

    public string Text(int index, string otherwise = "") => index < _positional.Length ? LiquidValues.ToText(_positional[index]) : otherwise;

    public int Integer(int index, int otherwise = 0) => index < _positional.Length ? LiquidValues.ToInteger(_positional[index]) : otherwise;

    public decimal Number(int index) => LiquidValues.ToNumber(At(index));

    public object? Named(string name) => values.FirstOrDefault(x => x.Name == name).Value;
}

/// <summary>All filters by name.</summary>
internal static class LiquidFilters
{
    private static readonly Dictionary<string, LiquidFilter> All = new(StringComparer.Ordinal);

    static LiquidFilters()
    {
        TextFilters.AddTo(All);
        EncodingFilters.AddTo(All);
        NumberFilters.AddTo(All);
        ListFilters.AddTo(All);
        OtherFilters.AddTo(All);
    }

    public static LiquidFilter? Find(string name) => All.GetValueOrDefault(name);

    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>Keeps a raw text raw: what was marked as HTML stays so when only its wording changes.</summary>
    public static object Like(object? input, string text) => input is RawText ? new RawText(text) : text;
}
