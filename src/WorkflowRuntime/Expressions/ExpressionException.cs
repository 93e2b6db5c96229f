namespace WorkflowRuntime.Expressions;

/// <summary>An expression could not be evaluated: a syntax error, a script's own error, a limit, or an unknown syntax.</summary>
public sealed class ExpressionException(string expressionType, string message, int? line = null, int? column = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    public string ExpressionType { get; } = expressionType;

    /// <summary>1-based line in the script, when known.</summary>
    public int? Line { get; } = line;

    /// <summary>1-based column in the script, when known.</summary>
    public int? Column { get; } = column;
}
