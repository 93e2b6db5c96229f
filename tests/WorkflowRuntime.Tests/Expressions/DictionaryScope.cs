using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Tests.Expressions;

/// <summary>A scope over dictionaries: variables by name with their types, ids being <c>id-NAME</c>.</summary>
internal sealed class DictionaryScope : IExpressionScope, IOutcomeSink
{
    public Dictionary<string, object?> Variables { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, Type> VariableTypes { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, object?> Inputs { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, object?> ActivityInputs { get; } = new(StringComparer.Ordinal);
    public Dictionary<(string Activity, string Output), object?> Outputs { get; } = [];
    public Dictionary<string, object?> HostArguments { get; } = new(StringComparer.Ordinal);
    public List<string> Written { get; } = [];
    public IReadOnlyList<string>? ChosenOutcomes { get; private set; }
    public bool TakesOutcomes { get; init; }

    public string DefinitionId => "def1";
    public string DefinitionVersionId => "def1-v3";
    public int DefinitionVersion => 3;
    public string InstanceId => "inst1";
    public string? InstanceName { get; set; }
    public string? CorrelationId { get; set; }
    public bool InsideComposite { get; init; }
    public object? LastResult { get; set; }
    public IEnumerable<string> VariableNames => Variables.Keys;
    public IEnumerable<string> InputNames => Inputs.Keys;
    public IEnumerable<ActivityOutputName> ActivityOutputs => Outputs.Keys.Select(key => new ActivityOutputName(key.Activity, key.Activity, key.Output));
    public IReadOnlyDictionary<string, object?> Arguments => HostArguments;
    public IOutcomeSink? Outcomes => TakesOutcomes ? this : null;

    public bool TryGetVariable(string name, out object? value) => Variables.TryGetValue(name, out value);

    public bool TryGetVariableById(string id, out object? value)
    {
        value = null;
        return id.StartsWith("id-", StringComparison.Ordinal) && Variables.TryGetValue(id[3..], out value);
    }

    public void SetVariable(string name, object? value)
    {
        Written.Add(name);
        Variables[name] = VariableTypes.TryGetValue(name, out var type) ? ValueConverter.Convert(value, type) : value;
    }

    public bool TryGetInput(string name, out object? value) => Inputs.TryGetValue(name, out value);

    public bool TryGetActivityInput(string name, out object? value) => ActivityInputs.TryGetValue(name, out value);

    public object? GetOutputFrom(string activityIdOrName, string? outputName)
    {
        if (!Outputs.Keys.Any(key => key.Activity == activityIdOrName))
            throw new ExpressionException(Expression.JavaScriptType, $"There is no activity '{activityIdOrName}'.");
        return Outputs.GetValueOrDefault((activityIdOrName, outputName ?? "Result"));
    }

    public void SetOutcomes(IReadOnlyList<string> outcomes) => ChosenOutcomes = outcomes;
}
