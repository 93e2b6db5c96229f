namespace WorkflowRuntime.Expressions;

/// <summary>
/// What an expression can see and change of the workflow around it. The engine implements it over an activity's scope
/// chain; names are resolved nearest scope first. Values are plain CLR values (see <see cref="ValueJson"/>).
/// </summary>
public interface IExpressionScope
{
    string DefinitionId { get; }
    string DefinitionVersionId { get; }
    int DefinitionVersion { get; }
    string InstanceId { get; }
    string? InstanceName { get; set; }
    string? CorrelationId { get; set; }

    /// <summary>Inside a workflow used as an activity: then no accessors are generated for workflow inputs.</summary>
    bool InsideComposite { get; }

    /// <summary>The names of all variables in scope, each once.</summary>
    IEnumerable<string> VariableNames { get; }

    /// <summary>Finds a variable by name; the value of an unset variable is null.</summary>
    bool TryGetVariable(string name, out object? value);

    /// <summary>Finds a variable by the id of its memory block, which is what a Variable expression refers to.</summary>
    bool TryGetVariableById(string id, out object? value);

    /// <summary>
    /// Sets the nearest variable of that name (converted to its type); undeclared, a dynamic variable is made in the
    /// nearest container.
    /// </summary>
    void SetVariable(string name, object? value);

    /// <summary>The names of the workflow's input definitions.</summary>
    IEnumerable<string> InputNames { get; }

    /// <summary>A workflow input; inside a composite the engine looks for a variable of that name first.</summary>
    bool TryGetInput(string name, out object? value);

    /// <summary>The inputs of the evaluating activity that have been evaluated so far (Liquid's <c>Input.X</c> looks here first).</summary>
    bool TryGetActivityInput(string name, out object? value);

    /// <summary>The outputs of the activities of the same container, for <c>getXFromY()</c>.</summary>
    IEnumerable<ActivityOutputName> ActivityOutputs { get; }

    /// <summary>
    /// The output that an activity of the same container gave in this burst, null when it gave none. An unknown
    /// activity is an <see cref="ExpressionException"/>. A null output name means <c>Result</c>.
    /// </summary>
    object? GetOutputFrom(string activityIdOrName, string? outputName);

    /// <summary>The last activity result of this burst.</summary>
    object? LastResult { get; }

    /// <summary>Extra values given by the host, seen by scripts as <c>get&lt;Name&gt;()</c>.</summary>
    IReadOnlyDictionary<string, object?> Arguments { get; }

    /// <summary>Where <c>setOutcome(s)</c> of a RunJavaScript activity goes; null everywhere else.</summary>
    IOutcomeSink? Outcomes { get; }
}

/// <summary>
/// One activity output. <paramref name="AccessorName"/> is the activity's name for definitions of tool version 3 and
/// later and its id otherwise; <paramref name="ActivityKey"/> is what <see cref="IExpressionScope.GetOutputFrom"/> takes.
/// </summary>
public readonly record struct ActivityOutputName(string AccessorName, string ActivityKey, string OutputName);

/// <summary>Receives the outcomes that a script chose.</summary>
public interface IOutcomeSink
{
    void SetOutcomes(IReadOnlyList<string> outcomes);
}
