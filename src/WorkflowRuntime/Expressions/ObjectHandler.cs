namespace WorkflowRuntime.Expressions;

/// <summary>
/// JSON text, read as the input's type. For an input typed Object it stays text, as it does in Elsa: a loop over such
/// an "array" runs no round.
/// </summary>
internal sealed class ObjectHandler : IExpressionHandler
{
    public IReadOnlyList<string> Types { get; } = [Expression.ObjectType, Expression.JsonType];

    public ValueTask<object?> EvaluateAsync(Expression expression, Type targetType, IExpressionScope scope, CancellationToken cancellationToken)
    {
        var text = expression.Text;
        return new(string.IsNullOrWhiteSpace(text) ? null : text);
    }
}
