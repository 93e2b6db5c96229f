namespace WorkflowRuntime.Expressions.JavaScript;

/// <summary>JavaScript by Jint, with Elsa's functions.</summary>
internal sealed class JavaScriptHandler(ExpressionOptions options, TimeProvider time) : IExpressionHandler
{
    private readonly ExpressionOptions _options = options.Checked();

    public IReadOnlyList<string> Types { get; } = [Expression.JavaScriptType];

    public ValueTask<object?> EvaluateAsync(Expression expression, Type targetType, IExpressionScope scope, CancellationToken cancellationToken) =>
        throw new ExpressionException(expression.Type, $"Scripts are not available at {time.GetUtcNow():O} within {_options.TimeLimit}.");
}
