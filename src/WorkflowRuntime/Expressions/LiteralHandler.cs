namespace WorkflowRuntime.Expressions;

/// <summary>A value as it stands.</summary>
internal sealed class LiteralHandler : IExpressionHandler
{
    public IReadOnlyList<string> Types { get; } = [Expression.LiteralType];

    public ValueTask<object?> EvaluateAsync(Expression expression, Type targetType, IExpressionScope scope, CancellationToken cancellationToken) =>
        new(expression.Value);
}
