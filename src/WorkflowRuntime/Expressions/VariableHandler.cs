using System.Text.Json;

namespace WorkflowRuntime.Expressions;

/// <summary>A variable, given as its definition <c>{"id", "name", ...}</c> and found by id.</summary>
internal sealed class VariableHandler : IExpressionHandler
{
    public IReadOnlyList<string> Types { get; } = [Expression.VariableType];

    public ValueTask<object?> EvaluateAsync(Expression expression, Type targetType, IExpressionScope scope, CancellationToken cancellationToken)
    {
        if (ReferenceJson.ReadText(expression, "id") is not { } id)
            return new((object?)null);
        return scope.TryGetVariableById(id, out var value)
            ? new(value)
            : throw new ExpressionException(expression.Type, $"There is no variable with id '{id}' in scope.");
    }
}

/// <summary>The value of a Variable or Input expression: an object, as text.</summary>
internal static class ReferenceJson
{
    /// <summary>One key of the object; null when the value is no such object.</summary>
    public static string? ReadText(Expression expression, string key)
    {
        try
        {
            using var document = JsonDocument.Parse(expression.Text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && Expression.TryGet(document.RootElement, key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (JsonException)
        {
            // Elsa takes an unreadable reference for no reference.
            return null;
        }
    }
}
