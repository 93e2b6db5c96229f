namespace WorkflowRuntime.Expressions;

/// <summary>A workflow input, given as its definition <c>{"name": ...}</c>; the same as <c>getInput(name)</c>.</summary>
internal sealed class InputHandler : IExpressionHandler
{
    public IReadOnlyList<string> Types { get; } = [Expression.InputType];

    public ValueTask<object?> EvaluateAsync(Expression expression, Type targetType, IExpressionScope scope, CancellationToken cancellationToken) =>
        new(ReferenceJson.ReadText(expression, "name") is { } name && scope.TryGetInput(name, out var value) ? value : null);
}
