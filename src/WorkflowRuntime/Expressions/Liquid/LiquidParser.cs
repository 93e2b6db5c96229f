namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>Reads a template: texts, outputs and tags with their bodies.</summary>
internal sealed class LiquidParser
{
    private const int DeepestNesting = 100;

    private readonly string _source;
    private readonly List<Segment> _segments;
    private int _at;
    private int _depth;

    public LiquidParser(string source)
    {
        _source = source;
        _segments = LiquidSegments.Cut(source);
    }

    public IReadOnlyList<LiquidNode> ParseAll()
    {
        var nodes = ParseUntil([], out var end);
        return end is null ? nodes : throw new LiquidSyntaxException($"Unknown tag '{end.Value.Name}'", end.Value.Behind, showsSource: false);
    }

    // Reads nodes up to one of the given tags, which is taken and handed back; no name given: to the end.
    private List<LiquidNode> ParseUntil(string[] names, out (string Name, LiquidTokens Tokens, int Behind)? end)
    {
        var nodes = new List<LiquidNode>();
        while (_at < _segments.Count)
        {
            var segment = _segments[_at++];
            if (segment.Kind == SegmentKind.Text)
            {
                nodes.Add(new TextNode(segment.Text));
                continue;
            }
            if (segment.Kind == SegmentKind.Output)
            {
                nodes.Add(ParseOutput(new LiquidTokens(segment.Text, segment.Position)));
                continue;
            }
            if (segment.Text.AsSpan().TrimStart() is ['#', ..])
                continue;
            var tokens = new LiquidTokens(segment.Text, segment.Position);
            var name = tokens.Kind == TokenKind.Name ? tokens.TakeName() : throw new LiquidSyntaxException("An identifier was expected after '{%'", segment.Position);
            if (names.Contains(name) || name.StartsWith("end", StringComparison.Ordinal) || name is "else" or "elsif" or "when")
            {
                end = (name, tokens, tokens.Behind);
                if (names.Contains(name) || names.Length == 0)
                    return nodes;
                throw new LiquidSyntaxException($"'{{% {names[^1]} %}}' was expected", Math.Max(0, _source.LastIndexOf('{', segment.Position - 1)));
            }
            if (ParseTag(name, tokens, segment) is { } node)
                nodes.Add(node);
        }
        end = null;
        return names.Length == 0 ? nodes : throw new LiquidSyntaxException($"'{{% {names[^1]} %}}' was expected", _source.Length);
    }

    private static OutputNode ParseOutput(LiquidTokens tokens)
    {
        var expression = LiquidExpressionParser.ReadFiltered(tokens);
        tokens.ExpectEnd();
        return new OutputNode(expression);
    }

    private LiquidNode? ParseTag(string name, LiquidTokens tokens, Segment segment)
    {
        var behind = tokens.Behind;
        if (++_depth > DeepestNesting)
            throw new LiquidSyntaxException("Tags are nested too deeply", segment.Position);
        try
        {
            return name switch
            {
                "if" => ParseIf("endif", negate: false, Head(name, tokens, behind, LiquidExpressionParser.ReadCondition)),
                "unless" => ParseIf("endunless", negate: true, Head(name, tokens, behind, LiquidExpressionParser.ReadCondition)),
                "case" => ParseCase(Head(name, tokens, behind, LiquidExpressionParser.ReadValue)),
                "for" => ParseFor(Head(name, tokens, behind, ReadLoop)),
                "tablerow" => new TableRowNode(Head(name, tokens, behind, ReadLoop), Body("endtablerow")),
                "assign" => ReadAssign(TakeIdentifier(name, tokens), tokens),
                "capture" => new CaptureNode(tokens.Kind == TokenKind.Text ? TakeText(tokens) : TakeIdentifier(name, tokens), Body("endcapture")),
                "increment" => new CounterNode(Head(name, tokens, behind, x => x.TakeName()), 1),
                "decrement" => new CounterNode(Head(name, tokens, behind, x => x.TakeName()), -1),
                "cycle" => Head(name, tokens, behind, ReadCycle),
                "echo" => new OutputNode(Head(name, tokens, behind, LiquidExpressionParser.ReadFiltered)),
                "break" => new SignalNode(LoopSignal.Break),
                "continue" => new SignalNode(LoopSignal.Continue),
                "raw" => ParseRaw(),
                "comment" => SkipComment(),
                "liquid" => ParseLines(segment),
                _ => throw new LiquidSyntaxException($"Unknown tag '{name}'", behind, showsSource: false),
            };
        }
        finally
        {
            _depth--;
        }
    }

    // Whatever is wrong in the head of a tag, Fluid says that the tag is invalid and points behind its name.
    private static T Head<T>(string name, LiquidTokens tokens, int behind, Func<LiquidTokens, T> read)
    {
        try
        {
            var result = read(tokens);
            tokens.ExpectEnd();
            return result;
        }
        catch (LiquidSyntaxException)
        {
            throw new LiquidSyntaxException($"Invalid '{name}' tag", behind);
        }
    }

    private List<LiquidNode> Body(string endTag) => ParseUntil([endTag], out _);

    private BranchNode ParseIf(string endTag, bool negate, LiquidExpression condition)
    {
        var branches = new List<(Func<LiquidContext, bool>, IReadOnlyList<LiquidNode>)>();
        Func<LiquidContext, bool> test = negate ? c => !LiquidValues.IsTrue(condition.Evaluate(c)) : c => LiquidValues.IsTrue(condition.Evaluate(c));
        while (true)
        {
            var body = ParseUntil(["elsif", "else", endTag], out var end);
            branches.Add((test, body));
            if (end!.Value.Name == endTag)
                return new BranchNode(branches);
            if (end.Value.Name == "else")
            {
                branches.Add((_ => true, Body(endTag)));
                return new BranchNode(branches);
            }
            var next = Head("elsif", end.Value.Tokens, end.Value.Behind, LiquidExpressionParser.ReadCondition);
            test = c => LiquidValues.IsTrue(next.Evaluate(c));
        }
    }

    private CaseNode ParseCase(LiquidExpression subject)
    {
        var whens = new List<(IReadOnlyList<LiquidExpression>?, IReadOnlyList<LiquidNode>)>();
        ParseUntil(["when", "else", "endcase"], out var end);
        while (end!.Value.Name != "endcase")
        {
            var values = end.Value.Name == "when" ? Head("when", end.Value.Tokens, end.Value.Behind, ReadValues) : null;
            whens.Add((values, ParseUntil(["when", "else", "endcase"], out end)));
        }
        return new CaseNode(subject, whens);
    }

    private ForNode ParseFor(LoopSource source)
    {
        var body = ParseUntil(["else", "endfor"], out var end);
        return new ForNode(source, body, end!.Value.Name == "else" ? Body("endfor") : []);
    }

    private LiquidNode? ParseRaw()
    {
        var text = _segments[_at].Kind == SegmentKind.Text ? _segments[_at++].Text : "";
        _at++;
        return text.Length == 0 ? null : new TextNode(text);
    }

    private LiquidNode? SkipComment()
    {
        while (_at < _segments.Count)
        {
            var segment = _segments[_at++];
            if (segment.Kind == SegmentKind.Tag && segment.Text.AsSpan().Trim() is "endcomment")
                return null;
        }
        throw new LiquidSyntaxException("'{% endcomment %}' was expected", _source.Length);
    }

    // {% liquid %}: a tag on every line. The lines take the place of the tag.
    private LiquidNode? ParseLines(Segment segment)
    {
        var start = segment.Text.IndexOf("liquid", StringComparison.Ordinal) + "liquid".Length;
        var lines = new List<Segment>();
        foreach (var line in segment.Text[start..].Split('\n'))
        {
            if (!string.IsNullOrWhiteSpace(line))
                lines.Add(new Segment(SegmentKind.Tag, line, segment.Position + start));
            start += line.Length + 1;
        }
        _segments.InsertRange(_at, lines);
        return null;
    }

    private static string TakeIdentifier(string tag, LiquidTokens tokens) =>
        tokens.Kind == TokenKind.Name ? tokens.TakeName() : throw new LiquidSyntaxException($"An identifier was expected after the '{tag}' tag", tokens.Behind);

    private static AssignNode ReadAssign(string name, LiquidTokens tokens)
    {
        if (!tokens.Take("="))
            throw new LiquidSyntaxException("'=' was expected after the identifier of 'assign'", tokens.Behind);
        var value = LiquidExpressionParser.ReadFiltered(tokens);
        tokens.ExpectEnd();
        return new AssignNode(name, value);
    }

    private static string TakeText(LiquidTokens tokens)
    {
        var text = tokens.Value;
        tokens.Next();
        return text;
    }

    private static List<LiquidExpression> ReadValues(LiquidTokens tokens)
    {
        var values = new List<LiquidExpression>();
        do
        {
            values.Add(LiquidExpressionParser.ReadValue(tokens));
        }
        while (tokens.Take(",") || tokens.Take("or"));
        return values;
    }

    private static CycleNode ReadCycle(LiquidTokens tokens)
    {
        var first = LiquidExpressionParser.ReadValue(tokens);
        if (tokens.Take(":"))
            return new CycleNode(first, ReadValues(tokens));
        return new CycleNode(null, tokens.Take(",") ? [first, .. ReadValues(tokens)] : [first]);
    }

    private static LoopSource ReadLoop(LiquidTokens tokens)
    {
        var variable = tokens.TakeName();
        if (!tokens.Take("in"))
            throw tokens.Unexpected("'in'");
        var source = new LoopSource { Variable = variable, Collection = LiquidExpressionParser.ReadValue(tokens) };
        while (tokens.Kind != TokenKind.End)
        {
            tokens.Take(",");
            var option = tokens.TakeName();
            if (option == "reversed")
            {
                source.Reversed = true;
                continue;
            }
            tokens.Expect(":");
            var value = LiquidExpressionParser.ReadValue(tokens);
            switch (option)
            {
                case "limit": source.Limit = value; break;
                case "offset": source.Offset = value; break;
                case "cols": source.Columns = value; break;
                default: throw tokens.Unexpected("limit, offset, cols or reversed");
            }
        }
        return source;
    }
}
