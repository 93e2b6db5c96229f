using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Execution;

/// <summary>
/// The value of an input with the dictionary editor: each entry is an expression of its own. A dictionary with any other entry is
/// an ordinary one and stays as it is.
/// </summary>
internal static class DictionaryInput
{
    public static async ValueTask<object?> EvaluateAsync(ActivityExecutionContext context, object? value)
    {
        if (value is not IDictionary<string, object?> entries || entries.Count == 0 || !entries.Values.All(IsExpression))
            return value;
        var evaluated = new Dictionary<string, object?>(entries.Count);
        foreach (var (key, entry) in entries)
        {
            var parts = (IDictionary<string, object?>)entry!;
            evaluated[key] = await context.EvaluateAsync(new Expression((string)parts["type"]!, parts["value"]), typeof(object));
        }

        return evaluated;
    }

    private static bool IsExpression(object? entry) =>
        entry is IDictionary<string, object?> { Count: 2 } parts && parts.TryGetValue("type", out var type) && type is string && parts.ContainsKey("value");
}
