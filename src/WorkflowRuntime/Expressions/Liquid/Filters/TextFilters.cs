using System.Text;
using System.Text.RegularExpressions;

namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>Filters on text.</summary>
internal static partial class TextFilters
{
    public static void AddTo(Dictionary<string, LiquidFilter> filters)
    {
        filters["append"] = (x, a) => Glue(x, a, LiquidValues.ToText(x), a.Text(0));
        filters["prepend"] = (x, a) => Glue(x, a, a.Text(0), LiquidValues.ToText(x));
        filters["upcase"] = (x, _) => Map(x, text => text.ToUpperInvariant());
        filters["downcase"] = (x, _) => Map(x, text => text.ToLowerInvariant());
        filters["capitalize"] = (x, _) => Map(x, text => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..]);
        filters["strip"] = (x, _) => Map(x, text => text.Trim());
        filters["lstrip"] = (x, _) => Map(x, text => text.TrimStart());
        filters["rstrip"] = (x, _) => Map(x, text => text.TrimEnd());
        filters["strip_newlines"] = (x, _) => Map(x, text => text.Replace("\r", "").Replace("\n", ""));
        filters["newline_to_br"] = (x, _) => new RawText(LiquidValues.ToText(x).Replace("\r\n", "\n").Replace("\n", "<br />\n"));
        filters["replace"] = (x, a) => Replace(x, a, a.Text(0), a.Text(1));
        filters["replace_first"] = (x, a) => ReplaceOne(x, a.Text(0), a.Text(1), first: true);
        filters["replace_last"] = (x, a) => ReplaceOne(x, a.Text(0), a.Text(1), first: false);
        filters["remove"] = (x, a) => Replace(x, a, a.Text(0), "");
        filters["remove_first"] = (x, a) => ReplaceOne(x, a.Text(0), "", first: true);
        filters["remove_last"] = (x, a) => ReplaceOne(x, a.Text(0), "", first: false);
        filters["split"] = (x, a) => Split(LiquidValues.ToText(x), a.Text(0));
        filters["slice"] = Slice;
        filters["truncate"] = Truncate;
        filters["truncatewords"] = TruncateWords;
        filters["strip_html"] = (x, _) => Map(x, text => Tag().Replace(text, ""));
        filters["handleize"] = filters["handle"] = (x, _) => Map(x, text => NotWord().Replace(text.ToLowerInvariant(), "-").Trim('-'));
        filters["pascal_case"] = (x, _) => Map(x, JavaScript.GeneratedAccessors.Pascal);
        filters["format_string"] = (x, a) => FormatString(x, a);
    }

    private static object Map(object? input, Func<string, string> change) => LiquidFilters.Like(input, change(LiquidValues.ToText(input)));

    private static object Glue(object? input, FilterArguments arguments, string first, string second) =>
        LiquidFilters.Like(input, arguments.Context.Checked((long)first.Length + second.Length, () => first + second));

    private static object Replace(object? input, FilterArguments arguments, string what, string with)
    {
        var text = LiquidValues.ToText(input);
        if (what.Length == 0)
            return LiquidFilters.Like(input, text);
        var growth = Math.Max(0, with.Length - what.Length) * (long)(text.Length / what.Length);
        var length = growth == 0 ? text.Length : text.Length + (long)text.AsSpan().Count(what) * (with.Length - what.Length);
        return LiquidFilters.Like(input, arguments.Context.Checked(length, () => text.Replace(what, with, StringComparison.Ordinal)));
    }

    private static object ReplaceOne(object? input, string what, string with, bool first) => Map(input, text =>
    {
        var at = what.Length == 0 ? -1 : first ? text.IndexOf(what, StringComparison.Ordinal) : text.LastIndexOf(what, StringComparison.Ordinal);
        return at < 0 ? text : string.Concat(text.AsSpan(0, at), with, text.AsSpan(at + what.Length));
    });

    private static List<object?> Split(string text, string separator) =>
        separator.Length == 0
            ? text.Select(x => (object?)x.ToString()).ToList()
            : text.Split(separator, StringSplitOptions.RemoveEmptyEntries).Select(x => (object?)x).ToList();

    private static object? Slice(object? input, FilterArguments arguments)
    {
        if (LiquidValues.TryGetList(input, out var list))
        {
            var (from, count) = Cut(arguments, list.Count);
            return list.Skip(from).Take(count).ToList();
        }
        return Map(input, text =>
        {
            var (from, count) = Cut(arguments, text.Length);
            return text.Substring(from, count);
        });
    }

    private static (int From, int Count) Cut(FilterArguments arguments, int length)
    {
        var from = arguments.Integer(0);
        from = Math.Clamp(from < 0 ? length + from : from, 0, length);
        return (from, Math.Clamp(arguments.Integer(1, 1), 0, length - from));
    }

    private static object Truncate(object? input, FilterArguments arguments) => Map(input, text =>
    {
        var length = Math.Max(0, arguments.Integer(0, 50));
        var ellipsis = arguments.Text(1, "...");
        return text.Length <= length ? text : string.Concat(text.AsSpan(0, Math.Max(0, length - ellipsis.Length)), ellipsis);
    });

    private static object TruncateWords(object? input, FilterArguments arguments) => Map(input, text =>
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var count = Math.Max(1, arguments.Integer(0, 15));
        return words.Length <= count ? text : string.Join(' ', words.Take(count)) + arguments.Text(1, "...");
    });

    private static object FormatString(object? input, FilterArguments arguments)
    {
        var text = new StringBuilder(LiquidValues.ToText(input));
        for (var i = 0; i < arguments.Count; i++)
            text.Replace("{" + i + "}", arguments.Text(i));
        return LiquidFilters.Like(input, arguments.Context.Checked(text.Length, text.ToString));
    }

    [GeneratedRegex("<script.*?</script>|<!--.*?-->|<style.*?</style>|<[^<>]*>", RegexOptions.Singleline | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex NotWord();
}
