namespace WorkflowRuntime.Incidents;

/// <summary>An input's expression failed; the inner exception says why. The message is Elsa's.</summary>
public sealed class InputEvaluationException(string inputName, Exception inner)
    : Exception($"Failed to evaluate activity input '{inputName}'", inner)
{
    public string InputName { get; } = inputName;
}

/// <summary>Thrown by the Fault activity, with what its author wrote.</summary>
public sealed class FaultException(string code, string category, string faultType, string? message)
    : Exception(message ?? "")
{
    public string Code { get; } = code;
    public string Category { get; } = category;
    public string FaultType { get; } = faultType;
}

/// <summary>A workflow did something that its definition or state does not allow; the activity faults.</summary>
public sealed class WorkflowFaultException(string message) : Exception(message);

/// <summary>A burst ran more steps than the host allows: most likely a loop that never waits.</summary>
public sealed class StepLimitException(int limit)
    : Exception($"The workflow was stopped after {limit} steps without waiting. Most likely it runs in a circle.")
{
    public int Limit { get; } = limit;
}

/// <summary>Workflows set one another going without end: most likely a circle of events or of dispatched workflows.</summary>
public sealed class ChainLimitException(int limit)
    : Exception($"The workflow was stopped: workflows have set one another going {limit} times in a row without waiting for anybody or any clock. Most likely they run in a circle.")
{
    public int Limit { get; } = limit;
}

/// <summary>
/// Thrown by an activity whose host must give up the whole unit of work: a refusal to the person who acts, a lost race, a database
/// that is away. It is not a fault of the workflow: the burst stops, nothing of it is written, and the caller gets the exception.
/// </summary>
public sealed class BurstAbortedException(Exception cause) : Exception(cause.Message, cause);
