namespace WorkflowRuntime.Expressions.Liquid;

internal enum SegmentKind
{
    Text,
    Output,
    Tag,
}

/// <summary>A stretch of a template: plain text, the inside of <c>{{ }}</c>, or the inside of <c>{% %}</c>.</summary>
internal readonly record struct Segment(SegmentKind Kind, string Text, int Position);

/// <summary>Cuts a template into segments and applies whitespace control (<c>{%- -%}</c>).</summary>
internal static class LiquidSegments
{
    public static List<Segment> Cut(string source)
    {
        var segments = new List<Segment>();
        var position = 0;
        var trimNext = false;
        while (position < source.Length)
        {
            var open = NextOpening(source, position);
            var text = source[position..open];
            if (trimNext)
                text = text.TrimStart();
            trimNext = false;
            if (open == source.Length)
            {
                AddText(segments, text, position);
                break;
            }
            var kind = source[open + 1] == '{' ? SegmentKind.Output : SegmentKind.Tag;
            var start = open + 2;
            if (start < source.Length && source[start] == '-')
            {
                start++;
                text = text.TrimEnd();
            }
            AddText(segments, text, position);
            var close = FindClose(source, start, kind);
            var end = close;
            if (end > start && source[end - 1] == '-')
            {
                end--;
                trimNext = true;
            }
            segments.Add(new Segment(kind, source[start..end], start));
            position = close + 2;
            if (kind == SegmentKind.Tag && source.AsSpan(start, end - start).Trim() is "raw")
                position = AddRaw(source, segments, position, trimNext, out trimNext);
        }
        return segments;
    }

    private static void AddText(List<Segment> segments, string text, int position)
    {
        if (text.Length > 0)
            segments.Add(new Segment(SegmentKind.Text, text, position));
    }

    private static int NextOpening(string source, int from)
    {
        for (var i = from; i + 1 < source.Length; i++)
            if (source[i] == '{' && source[i + 1] is '{' or '%')
                return i;
        return source.Length;
    }

    private static int FindClose(string source, int from, SegmentKind kind)
    {
        var close = kind == SegmentKind.Output ? "}}" : "%}";
        char quote = '\0';
        for (var i = from; i < source.Length; i++)
        {
            var c = source[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '\'' or '"')
                quote = c;
            else if (c == close[0] && i + 1 < source.Length && source[i + 1] == close[1])
                return i;
        }
        // An apostrophe may stand in a comment or be a typing error: look again without minding quotes.
        var plain = source.IndexOf(close, from, StringComparison.Ordinal);
        return plain >= 0 ? plain : throw new LiquidSyntaxException($"'{close}' was expected", source.Length);
    }

    private static int AddRaw(string source, List<Segment> segments, int from, bool trimStart, out bool trimNext)
    {
        for (var i = source.IndexOf("{%", from, StringComparison.Ordinal); i >= 0; i = source.IndexOf("{%", i + 2, StringComparison.Ordinal))
        {
            var close = source.IndexOf("%}", i, StringComparison.Ordinal);
            if (close < 0)
                break;
            var inside = source.AsSpan(i + 2, close - i - 2);
            if (!inside.Trim(" \t\r\n-").SequenceEqual("endraw"))
                continue;
            var text = source[from..i];
            text = trimStart ? text.TrimStart() : text;
            AddText(segments, inside is ['-', ..] ? text.TrimEnd() : text, from);
            trimNext = inside is [.., '-'];
            segments.Add(new Segment(SegmentKind.Tag, "endraw", i + 2));
            return close + 2;
        }
        throw new LiquidSyntaxException("'{% endraw %}' was expected", source.Length);
    }
}
