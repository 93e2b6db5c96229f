namespace WorkflowRuntime.Expressions;

/// <summary>Evaluates expressions of every registered syntax and converts the result to the type that is asked for.</summary>
public interface IExpressionEvaluator
{
    /// <summary>
    /// Gives the value converted to <paramref name="targetType"/>, or null (also for value types: a blank text or a
    /// null stays "no value", as in Elsa). Fails with <see cref="ExpressionException"/>.
    /// </summary>
    ValueTask<object?> EvaluateAsync(Expression expression, Type targetType, IExpressionScope scope, CancellationToken cancellationToken);
}

/// <summary>Evaluates one syntax. The result need not have the target type: the evaluator converts it.</summary>
public interface IExpressionHandler
{
    /// <summary>The names of the syntax in definitions, e.g. <c>Object</c> and <c>Json</c>.</summary>
    IReadOnlyList<string> Types { get; }

    ValueTask<object?> EvaluateAsync(Expression expression, Type targetType, IExpressionScope scope, CancellationToken cancellationToken);
}
