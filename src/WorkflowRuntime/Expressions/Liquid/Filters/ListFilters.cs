namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>Filters on lists.</summary>
internal static class ListFilters
{
    public static void AddTo(Dictionary<string, LiquidFilter> filters)
    {
        filters["size"] = (x, _) => Size(x);
        filters["first"] = (x, _) => Member(x, "first");
        filters["last"] = (x, _) => Member(x, "last");
        filters["join"] = Join;
        filters["reverse"] = (x, _) => x is string text ? new string(text.Reverse().ToArray()) : Items(x).Reverse().ToList();
        filters["concat"] = (x, a) => Items(x).Concat(Items(a.At(0))).Take(a.Context.Options.TemplateLoopLimit).ToList();
        filters["compact"] = (x, a) => Items(x).Where(item => Pick(item, a, 0) is not null).ToList();
        filters["uniq"] = (x, a) => Items(x).DistinctBy(item => LiquidValues.ToText(Pick(item, a, 0)), StringComparer.Ordinal).ToList();
        filters["map"] = (x, a) => Items(x).Select(item => item is null ? null : LiquidMembers.Get(item, a.At(0))).ToList();
        filters["where"] = (x, a) => Items(x).Where(item => Matches(item, a)).ToList();
        filters["reject"] = (x, a) => Items(x).Where(item => !Matches(item, a)).ToList();
        filters["find"] = (x, a) => Items(x).FirstOrDefault(item => Matches(item, a));
        filters["find_index"] = (x, a) => Items(x).ToList().FindIndex(item => Matches(item, a)) is var index and >= 0 ? index : null;
        filters["has"] = (x, a) => Items(x).Any(item => Matches(item, a));
        filters["sort"] = (x, a) => Items(x).OrderBy(item => Pick(item, a, 0), ByValue).ToList();
        filters["sort_natural"] = (x, a) => Items(x).OrderBy(item => LiquidValues.ToText(Pick(item, a, 0)), StringComparer.OrdinalIgnoreCase).ToList();
        filters["sum"] = (x, a) => Items(x).Sum(item => LiquidValues.ToNumber(Pick(item, a, 0)));
        filters["keys"] = (x, _) => LiquidMembers.TryGetDictionary(x, out var members) ? members.Keys.Select(key => (object?)key).ToList() : null;
        filters["values"] = (x, _) => LiquidMembers.TryGetDictionary(x, out var members) ? members.Values.ToList() : null;
    }

    private static readonly Comparer<object?> ByValue = Comparer<object?>.Create((a, b) =>
        a is null ? (b is null ? 0 : 1) : b is null ? -1 : LiquidValues.Compare(a, b) ?? 0);

    private static IEnumerable<object?> Items(object? value) => LiquidValues.ToList(value);

    private static object? Pick(object? item, FilterArguments arguments, int index) =>
        item is null || index >= arguments.Count ? item : LiquidMembers.Get(item, arguments.At(index));

    private static bool Matches(object? item, FilterArguments arguments)
    {
        if (item is null)
            return false;
        var value = LiquidMembers.Get(item, arguments.At(0));
        return arguments.Count > 1 ? LiquidValues.AreEqual(value, arguments.At(1)) : LiquidValues.IsTrue(value);
    }

    private static object? Member(object? value, string name) =>
        value is string text ? text.Length == 0 ? "" : name == "first" ? text[..1] : text[^1..] : value is null ? null : LiquidMembers.Get(value, name);

    private static int Size(object? value) => value switch
    {
        null => 0,
        _ when LiquidValues.TryGetList(value, out var list) => list.Count,
        _ when LiquidMembers.TryGetDictionary(value, out var members) => members.Count,
        _ => value is string or RawText ? LiquidValues.ToText(value).Length : 0,
    };

    private static object Join(object? input, FilterArguments arguments)
    {
        var texts = Items(input).Select(LiquidValues.ToText).ToList();
        var separator = arguments.Text(0, " ");
        return arguments.Context.Checked(texts.Sum(x => (long)x.Length + separator.Length), () => string.Join(separator, texts));
    }
}
