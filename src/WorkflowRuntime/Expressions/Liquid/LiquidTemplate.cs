namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>A parsed template, or the error text that it renders instead.</summary>
internal sealed class LiquidTemplate
{
    private readonly IReadOnlyList<LiquidNode> _nodes;

    private LiquidTemplate(IReadOnlyList<LiquidNode> nodes, string? error)
    {
        _nodes = nodes;
        Error = error;
    }

    public string? Error { get; }

    public static LiquidTemplate Parse(string text)
    {
        try
        {
            return new LiquidTemplate(new LiquidParser(text).ParseAll(), null);
        }
        catch (LiquidSyntaxException e)
        {
            return new LiquidTemplate([], Describe(text, e));
        }
    }

    public void Render(LiquidContext context) => LiquidNode.RenderAll(_nodes, context);

    // The recorded form: an empty line, the message with (line:column), the source line unless the tag is unknown.
    private static string Describe(string text, LiquidSyntaxException error)
    {
        var position = Math.Min(error.Position, text.Length);
        var lineStart = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
        var lineEnd = text.IndexOf('\n', position) is var end and >= 0 ? end : text.Length;
        var line = text.AsSpan(0, position).Count('\n') + 1;
        var source = error.ShowsSource ? $"Source:\n{text[lineStart..lineEnd].TrimEnd('\r')}\n" : "";
        return $"\n{error.Message} at ({line}:{position - lineStart + 1})\n{source}";
    }
}
