namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>A template went past a limit or asked for something impossible while it rendered.</summary>
internal sealed class LiquidException(string message) : Exception(message);

/// <summary>A template cannot be read; the position is an index into its text.</summary>
internal sealed class LiquidSyntaxException(string message, int position, bool showsSource = true) : Exception(message)
{
    public int Position { get; } = position;

    /// <summary>Whether the line of the template goes with the message.</summary>
    public bool ShowsSource { get; } = showsSource;
}
