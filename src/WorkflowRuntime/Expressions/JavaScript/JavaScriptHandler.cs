using Jint;
using Jint.Native;
using Jint.Runtime;

namespace WorkflowRuntime.Expressions.JavaScript;

/// <summary>
/// JavaScript by Jint, with Elsa's functions. Every evaluation has an engine of its own, so that nothing a script does to
/// the language's objects reaches another evaluation; what is shared is the parsed script.
/// </summary>
internal sealed class JavaScriptHandler(ExpressionOptions options, TimeProvider time) : IExpressionHandler
{
    private readonly ExpressionOptions _options = options.Checked();
    private readonly ScriptEngines _engines = new(options, time);
    private readonly BoundedCache<string, PreparedScript> _scripts = new(options.CacheSize);

    public IReadOnlyList<string> Types { get; } = [Expression.JavaScriptType];

    public ValueTask<object?> EvaluateAsync(Expression expression, Type targetType, IExpressionScope scope, CancellationToken cancellationToken)
    {
        var text = expression.Text;
        if (string.IsNullOrWhiteSpace(text))
            return new((object?)null);
        return new(Evaluate(text, scope, cancellationToken));
    }

    private object? Evaluate(string text, IExpressionScope scope, CancellationToken cancellationToken)
    {
        try
        {
            var script = _scripts.GetOrAdd(text, PreparedScript.Prepare);
            using var engine = _engines.Create(script);
            var context = new ScriptContext(engine, script, scope, _options, time);
            ScriptEngines.Begin(engine, _options.TimeLimit, cancellationToken);
            ScriptGlobals.Bind(context);
            var completion = Settle(engine, engine.Evaluate(script.Prepared));
            var result = context.ToClr(completion);
            context.WriteBack();
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (ScriptErrors.Describe(e, _options) is { } error)
        {
            throw error;
        }
    }

    // Nothing outside the script can settle a promise, so one that is still pending when all jobs have run never will be.
    private static JsValue Settle(Engine engine, JsValue completion)
    {
        if (!completion.IsPromise())
            return completion;
        engine.Advanced.ProcessTasks();
        return completion.UnwrapIfPromise(TimeSpan.FromMilliseconds(1));
    }
}
