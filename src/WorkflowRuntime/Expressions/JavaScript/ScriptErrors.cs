using System.Text.RegularExpressions;
using Acornima;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace WorkflowRuntime.Expressions.JavaScript;

/// <summary>What went wrong in a script, with its place in the text.</summary>
internal static class ScriptErrors
{
    /// <summary>The error as the engine's callers know it; null for one that is no script's fault.</summary>
    public static ExpressionException? Describe(Exception error, ExpressionOptions options) => error switch
    {
        ExpressionException known => known,
        JavaScriptException script => At(script.Message, script.Location.Start, script),
        ScriptPreparationException { InnerException: ParseErrorException syntax } => At(syntax.Description ?? syntax.Message, syntax.LineNumber, syntax.Column, syntax),
        ParseErrorException syntax => At(syntax.Description ?? syntax.Message, syntax.LineNumber, syntax.Column, syntax),
        ScriptPreparationException parse => Of(parse.InnerException is InsufficientExecutionStackException ? "The script is nested too deeply." : parse.Message, parse),
        PromiseRejectedException rejected => Of(Text(rejected.RejectedValue), rejected),
        StatementsCountOverflowException => Of($"The script ran more than {options.StatementLimit:N0} statements.", error),
        RecursionDepthOverflowException => Of($"The script called itself more than {options.RecursionLimit:N0} levels deep.", error),
        MemoryLimitExceededException => Of($"The script used more than {options.MemoryLimitBytes / 1048576:N0} MB of memory, or too large an array.", error),
        RegexMatchTimeoutException => Of($"A regular expression took longer than {options.RegexTimeLimit}.", error),
        TimeoutException => Of($"The script ran longer than {options.TimeLimit}.", error),
        InsufficientExecutionStackException => Of("The script is nested too deeply.", error),
        JintException or ValueConversionException or InvalidOperationException or FormatException or ArgumentException or NotSupportedException
            or OverflowException or InvalidCastException or IndexOutOfRangeException or NullReferenceException or KeyNotFoundException
            => JintException.TryGetJavaScriptLocation(error, out var location) ? At(error.Message, location.Start, error) : Of(error.Message, error),
        _ => null,
    };

    public static ExpressionException BigIntegersGrow() =>
        new(Expression.JavaScriptType, "A script that has a BigInt may not multiply, raise or shift: nothing limits how long that takes.");

    private static string Text(JsValue value) =>
        value is ObjectInstance error && error.Get("message") is { } message && message.IsString() ? message.AsString()
            : value.ToString().StartsWith("Timeout of", StringComparison.Ordinal) ? "The script's promise never settles."
            : value.ToString();

    private static ExpressionException Of(string message, Exception inner) => new(Expression.JavaScriptType, message, innerException: inner);

    private static ExpressionException At(string message, Position start, Exception inner) => At(message, start.Line, start.Column, inner);

    private static ExpressionException At(string message, int line, int column, Exception inner) =>
        line > 0 ? new(Expression.JavaScriptType, $"{message} (line {line}, column {column + 1})", line, column + 1, inner) : Of(message, inner);
}
