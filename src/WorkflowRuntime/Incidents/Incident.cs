namespace WorkflowRuntime.Incidents;

/// <summary>A fault of an activity, kept with the instance (Elsa <c>ActivityIncident</c>).</summary>
public sealed record Incident(
    string ActivityId, string ActivityNodeId, string ActivityInstanceId, string ActivityType, string Message, ExceptionState? Exception, DateTime Timestamp);

/// <summary>An exception as it is stored.</summary>
public sealed record ExceptionState(string Type, string Message, string? StackTrace, ExceptionState? InnerException, int? Line = null, int? Column = null)
{
    private const int MaxDepth = 5;
    private const int MaxTrace = 4000;

    public static ExceptionState Of(Exception exception, int depth = 0)
    {
        var trace = exception.StackTrace;
        var place = exception as Expressions.ExpressionException;
        return new ExceptionState(
            exception.GetType().FullName ?? exception.GetType().Name,
            exception.Message,
            trace is { Length: > MaxTrace } ? trace[..MaxTrace] : trace,
            exception.InnerException is { } inner && depth < MaxDepth ? Of(inner, depth + 1) : null,
            place?.Line,
            place?.Column);
    }
}
