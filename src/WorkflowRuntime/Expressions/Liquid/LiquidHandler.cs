namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>Liquid templates with Elsa's objects.</summary>
internal sealed class LiquidHandler(ExpressionOptions options, TimeProvider time) : IExpressionHandler
{
    private readonly ExpressionOptions _options = options.Checked();

    public IReadOnlyList<string> Types { get; } = [Expression.LiquidType];

    public ValueTask<object?> EvaluateAsync(Expression expression, Type targetType, IExpressionScope scope, CancellationToken cancellationToken) =>
        throw new ExpressionException(expression.Type, $"Templates are not available at {time.GetUtcNow():O} within {_options.TimeLimit}.");
}
