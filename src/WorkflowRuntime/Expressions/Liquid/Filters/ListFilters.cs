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
        filters["reverse"] = (x, _) => LiquidValues.TryGetList(x, out var list) ? list.Reverse().ToList() : IsMembers(x) ? null : Reversed(x);
        filters["concat"] = Concat;
        filters["compact"] = (x, a) => Items(x).Where(item => Pick(item, a, 0) is not null).ToList();
        filters["uniq"] = (x, a) => Items(x).DistinctBy(item => LiquidValues.ToText(Pick(item, a, 0)), StringComparer.Ordinal).ToList();
        filters["map"] = (x, a) => IsMembers(x) ? LiquidMembers.Get(x!, a.At(0)) : Items(x).Select(item => item is null ? null : LiquidMembers.Get(item, a.At(0))).ToList();
        filters["where"] = (x, a) => !LiquidValues.TryGetList(x, out var list) ? x : list.Where(item => Matches(item, a)).ToList();
        filters["reject"] = (x, a) => Items(x).Where(item => !Matches(item, a)).ToList();
        filters["find"] = (x, a) => Items(x).FirstOrDefault(item => Matches(item, a));
        filters["find_index"] = (x, a) => Items(x).ToList().FindIndex(item => Matches(item, a)) is var index and >= 0 ? index : null;
        filters["has"] = (x, a) => Items(x).Any(item => Matches(item, a));
        filters["sort"] = (x, a) => Items(x).OrderBy(item => Pick(item, a, 0), ByValue).ToList();
        filters["sort_natural"] = (x, a) => Items(x).OrderBy(item => LiquidValues.ToText(Pick(item, a, 0)), StringComparer.OrdinalIgnoreCase).ToList();
        filters["sum"] = (x, a) => (LiquidMembers.TryGetDictionary(x, out var members) ? members.Values : Items(x)).Sum(item => LiquidValues.ToNumber(Pick(item, a, 0)));
        filters["keys"] = (x, _) => LiquidMembers.TryGetDictionary(x, out var members) ? members.Keys.Select(key => (object?)key).ToList() : null;
        filters["values"] = (x, _) => LiquidMembers.TryGetDictionary(x, out var members) ? members.Values.ToList() : null;
    }

    private static readonly Comparer<object?> ByValue = Comparer<object?>.Create(LiquidComparison.Order);

    private static IEnumerable<object?> Items(object? value) => LiquidValues.ToList(value);

    private static object? Pick(object? item, FilterArguments arguments, int index) =>
        item is null || index >= arguments.Count ? item : LiquidMembers.Get(item, arguments.At(index));

    private static bool Matches(object? item, FilterArguments arguments)
    {
        if (item is null)
            return false;
        var value = LiquidMembers.Get(item, arguments.At(0));
        return arguments.Count > 1 ? LiquidComparison.AreEqual(value, arguments.At(1)) : LiquidValues.IsTrue(value);
    }

    private static bool IsMembers(object? value) => LiquidMembers.TryGetDictionary(value, out _);

    private static object? Reversed(object? value) => LiquidValues.IsText(value) ? new string(LiquidValues.ToText(value).Reverse().ToArray()) : value;

    // Only a list is added to anything, and only a list or a text has something to add it to.
    private static object? Concat(object? input, FilterArguments arguments)
    {
        if (!LiquidValues.TryGetList(arguments.At(0), out var added))
            return input;
        return (IsMembers(input) ? [] : Items(input)).Concat(added).Take(arguments.Context.Options.TemplateLoopLimit).ToList();
    }

    private static object? Member(object? value, string name)
    {
        if (value is null || IsMembers(value))
            return null;
        if (!LiquidValues.IsText(value))
            return LiquidMembers.Get(value, name);
        var text = LiquidValues.ToText(value);
        return text.Length == 0 ? "" : name == "first" ? text[..1] : text[^1..];
    }

    private static object? Size(object? value) => value switch
    {
        null => null,
        _ when LiquidValues.TryGetList(value, out var list) => list.Count,
        _ when LiquidMembers.TryGetDictionary(value, out var members) => members.Count,
        _ => LiquidValues.IsText(value) ? LiquidValues.ToText(value).Length : null,
    };

    private static object? Join(object? input, FilterArguments arguments)
    {
        if (!LiquidValues.TryGetList(input, out var list))
            return IsMembers(input) ? null : input;
        var texts = list.Select(LiquidValues.ToText).ToList();
        var separator = arguments.Text(0, " ");
        return arguments.Context.Checked(texts.Sum(x => (long)x.Length + separator.Length), () => string.Join(separator, texts));
    }
}
