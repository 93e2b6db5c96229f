using WorkflowRuntime.Expressions.JavaScript;

namespace WorkflowRuntime.Expressions;

/// <summary>Reads scripts without running them, for checks before a definition is published.</summary>
public static class ScriptSyntax
{
    private static readonly ExpressionOptions Limits = new();

    /// <summary>What is wrong with a JavaScript text, with its place; null when it parses.</summary>
    public static string? FindError(string script)
    {
        try
        {
            _ = PreparedScript.Prepare(script);
            return null;
        }
        catch (Exception e) when (ScriptErrors.Describe(e, Limits) is { } error)
        {
            return error.Message;
        }
    }
}
