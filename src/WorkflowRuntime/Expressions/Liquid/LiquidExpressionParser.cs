namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>Reads values, filters and conditions from the tokens of a tag.</summary>
internal static class LiquidExpressionParser
{
    private const int MostConditions = 200;

    /// <summary>A value with its filters: <c>a.b | upcase | append: '!'</c>.</summary>
    public static LiquidExpression ReadFiltered(LiquidTokens tokens)
    {
        var value = ReadValue(tokens);
        while (tokens.Take("|"))
        {
            if (tokens.Kind != TokenKind.Name)
                throw new LiquidSyntaxException("An identifier was expected after the '|' sign", tokens.Behind);
            var name = tokens.TakeName();
            value = new FilteredExpression(value, name, tokens.Take(":") ? ReadArguments(tokens) : []);
        }
        return value;
    }

    /// <summary>A condition: comparisons joined by and/or.</summary>
    public static LiquidExpression ReadCondition(LiquidTokens tokens) => ReadCondition(tokens, 0);

    public static LiquidExpression ReadValue(LiquidTokens tokens)
    {
        switch (tokens.Kind)
        {
            case TokenKind.Text:
                return Constant(tokens, tokens.Value);
            case TokenKind.Number:
                return Constant(tokens, tokens.Number);
            case TokenKind.Name:
                return ReadNamed(tokens);
            case TokenKind.Mark when tokens.Take("("):
                var from = ReadValue(tokens);
                tokens.Expect("..");
                var to = ReadValue(tokens);
                tokens.Expect(")");
                return new RangeExpression(from, to);
            default:
                throw tokens.NoValue();
        }
    }

    private static LiquidExpression ReadCondition(LiquidTokens tokens, int count)
    {
        if (count > MostConditions)
            throw tokens.Unexpected("fewer conditions");
        var left = ReadFiltered(tokens);
        if (tokens.Kind is TokenKind.Mark or TokenKind.Name && tokens.Value is "==" or "!=" or "<>" or "<" or ">" or "<=" or ">=" or "contains" or "startswith" or "endswith")
        {
            var comparison = tokens.Value;
            tokens.Next();
            left = new ComparisonExpression(left, comparison, ReadFiltered(tokens));
        }
        if (!tokens.IsName("and") && !tokens.IsName("or"))
            return left;
        var isAnd = tokens.Value == "and";
        tokens.Next();
        return new LogicalExpression(left, isAnd, ReadCondition(tokens, count + 1));
    }

    private static ConstantExpression Constant(LiquidTokens tokens, object? value)
    {
        tokens.Next();
        return new ConstantExpression(value);
    }

    private static LiquidExpression ReadNamed(LiquidTokens tokens)
    {
        switch (tokens.Value)
        {
            case "true": return Constant(tokens, true);
            case "false": return Constant(tokens, false);
            case "nil" or "null": return Constant(tokens, null);
            case "empty": return Constant(tokens, LiquidEmpty.Empty);
            case "blank": return Constant(tokens, LiquidEmpty.Blank);
        }
        var root = tokens.TakeName();
        var steps = new List<LiquidExpression>();
        while (true)
        {
            if (tokens.Take("."))
                steps.Add(new ConstantExpression(tokens.TakeName()));
            else if (tokens.Take("["))
            {
                steps.Add(ReadValue(tokens));
                tokens.Expect("]");
            }
            else
                return new PathExpression(root, steps);
        }
    }

    private static List<(string?, LiquidExpression)> ReadArguments(LiquidTokens tokens)
    {
        var arguments = new List<(string?, LiquidExpression)>();
        do
        {
            var value = ReadValue(tokens);
            if (value is PathExpression { OnlyName: { } name } && tokens.Take(":"))
                arguments.Add((name, ReadValue(tokens)));
            else
                arguments.Add((null, value));
        }
        while (tokens.Take(","));
        return arguments;
    }
}
