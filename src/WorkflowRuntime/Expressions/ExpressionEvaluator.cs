using WorkflowRuntime.Expressions.JavaScript;
using WorkflowRuntime.Expressions.Liquid;

namespace WorkflowRuntime.Expressions;

/// <summary>The evaluator over a fixed set of handlers. Thread-safe; one per host.</summary>
public sealed class ExpressionEvaluator : IExpressionEvaluator
{
    private readonly Dictionary<string, IExpressionHandler> _handlers = new(StringComparer.Ordinal);

    public ExpressionEvaluator(IEnumerable<IExpressionHandler> handlers)
    {
        foreach (var handler in handlers)
            foreach (var type in handler.Types)
                _handlers[type] = handler;
    }

    /// <summary>An evaluator with Elsa's syntaxes: Literal, Object, Variable, Input, JavaScript and Liquid.</summary>
    public static ExpressionEvaluator Create(ExpressionOptions options, TimeProvider time) =>
        new([new LiteralHandler(), new ObjectHandler(), new VariableHandler(), new InputHandler(),
            new JavaScriptHandler(options, time), new LiquidHandler(options, time)]);

    public ValueTask<object?> EvaluateAsync(Expression expression, Type targetType, IExpressionScope scope, CancellationToken cancellationToken)
    {
        if (!_handlers.TryGetValue(expression.Type, out var handler))
            throw new ExpressionException(expression.Type, $"There is no expression syntax named '{expression.Type}'.");
        var pending = handler.EvaluateAsync(expression, targetType, scope, cancellationToken);
        return pending.IsCompletedSuccessfully
            ? new ValueTask<object?>(Convert(expression, pending.Result, targetType))
            : AwaitAsync(expression, pending, targetType);
    }

    private static async ValueTask<object?> AwaitAsync(Expression expression, ValueTask<object?> pending, Type targetType) =>
        Convert(expression, await pending.ConfigureAwait(false), targetType);

    private static object? Convert(Expression expression, object? value, Type targetType)
    {
        try
        {
            return ValueConverter.Convert(value, targetType);
        }
        catch (ValueConversionException e)
        {
            throw new ExpressionException(expression.Type, e.Message, innerException: e);
        }
    }
}
