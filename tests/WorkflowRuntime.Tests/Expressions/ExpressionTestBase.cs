using Microsoft.Extensions.Time.Testing;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Tests.Expressions;

public abstract class ExpressionTestBase
{
    private protected static readonly DateTimeOffset Now = new(2024, 3, 5, 6, 7, 8, TimeSpan.Zero);

    private protected readonly DictionaryScope Scope = new() { TakesOutcomes = true };

    private protected virtual ExpressionOptions Options { get; } = new() { TimeLimit = TimeSpan.FromSeconds(5) };

    private IExpressionEvaluator? _evaluator;

    private protected IExpressionEvaluator Evaluator => _evaluator ??= ExpressionEvaluator.Create(Options, new FakeTimeProvider(Now));

    private protected ValueTask<object?> JavaScript(string script, Type? type = null) =>
        Evaluator.EvaluateAsync(Expression.JavaScript(script), type ?? typeof(object), Scope, TestContext.Current.CancellationToken);

    private protected ValueTask<object?> Liquid(string template) =>
        Evaluator.EvaluateAsync(Expression.Liquid(template), typeof(string), Scope, TestContext.Current.CancellationToken);

    private protected async Task<ExpressionException> JavaScriptFails(string script) =>
        await Assert.ThrowsAsync<ExpressionException>(async () => await JavaScript(script));
}
