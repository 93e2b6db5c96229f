namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>
/// Liquid templates with Elsa's objects and Fluid's filters. A template that does not parse renders its error, as Elsa
/// does; only limits and impossible arithmetic fail.
/// </summary>
internal sealed class LiquidHandler(ExpressionOptions options, TimeProvider time) : IExpressionHandler
{
    private readonly ExpressionOptions _options = options.Checked();
    private readonly BoundedCache<string, LiquidTemplate> _templates = new(options.CacheSize);

    public IReadOnlyList<string> Types { get; } = [Expression.LiquidType];

    public ValueTask<object?> EvaluateAsync(Expression expression, Type targetType, IExpressionScope scope, CancellationToken cancellationToken)
    {
        var template = _templates.GetOrAdd(expression.Text, LiquidTemplate.Parse);
        if (template.Error is not null)
            return new(template.Error);
        var context = new LiquidContext(scope, _options, time, cancellationToken);
        try
        {
            template.Render(context);
            return new(context.Output);
        }
        catch (LiquidException e)
        {
            throw new ExpressionException(expression.Type, e.Message, innerException: e);
        }
    }
}
