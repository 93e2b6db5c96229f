using WorkflowRuntime.Activities;
using WorkflowRuntime.Expressions;
using WorkflowRuntime.Incidents;

namespace WorkflowRuntime.Execution;

public sealed partial class ActivityExecutionContext
{
    private Dictionary<string, object?>? _properties;
    private Dictionary<string, object?>? _outputs;
    private bool _hasInputs;

    /// <summary>Evaluated inputs by descriptor slot.</summary>
    internal object?[] Values { get; set; }

    internal IReadOnlyDictionary<string, object?>? Outputs => _outputs;
    internal Dictionary<string, object?>? PropertiesOrNull => _properties;

    /// <summary>The evaluated input; the type's default when the definition gives none or its value is null.</summary>
    public T? Get<T>(Input<T> input) => Values[input.Descriptor.Slot] is T value ? value : default;

    /// <summary>The evaluated input, or <paramref name="otherwise"/> when it is null.</summary>
    public T GetOrDefault<T>(Input<T> input, T otherwise) => Values[input.Descriptor.Slot] is T value ? value : otherwise;

    /// <summary>Evaluates now; for inputs that are not evaluated by the engine, or again.</summary>
    public async ValueTask<T?> EvaluateAsync<T>(Input<T> input)
    {
        await EvaluateInputAsync(input);
        return Get(input);
    }

    /// <summary>Evaluates any expression in this activity's scope.</summary>
    public async ValueTask<T?> EvaluateAsync<T>(Expression expression) =>
        await Execution.Evaluator.EvaluateAsync(expression, typeof(T), this, CancellationToken) is T value ? value : default;

    internal async ValueTask<object?> EvaluateAsync(Expression expression, Type type, IOutcomeSink? outcomes = null, IReadOnlyDictionary<string, object?>? arguments = null)
    {
        (_outcomeSink, _arguments) = (outcomes, arguments);
        try
        {
            return await Execution.Evaluator.EvaluateAsync(expression, type, this, CancellationToken);
        }
        finally
        {
            (_outcomeSink, _arguments) = (null, null);
        }
    }

    /// <summary>Sets an output: the bound variable or workflow output, the burst's register and the execution record.</summary>
    public void Set<T>(Output<T> output, T? value) => SetOutput(output, value);

    internal void SetOutput(Output output, object? value)
    {
        (_outputs ??= [])[output.Name] = value;
        Execution.RegisterOutput(this, output.Name, value);
        BindOutput(output, value);
    }

    /// <summary>Gives the value to what is bound to the output, without the activity having said so itself.</summary>
    internal void BindOutput(Output output, object? value)
    {
        if (output.Target is not { } target)
            return;
        FindSlotById(target)?.SetRaw(value);
        if (Execution.Graph.Workflow.OutputsByName.ContainsKey(target))
            Execution.Output[target] = value;
    }

    /// <summary>State that the activity keeps between its executions and callbacks; saved with the instance as JSON.</summary>
    public T? GetProperty<T>(string name) => _properties is not null && _properties.TryGetValue(name, out var value) ? PropertyValue.Read<T>(_properties, name, value) : default;

    public void SetProperty<T>(string name, T value) => (_properties ??= [])[name] = value;

    internal void RestoreOutput(string name, object? value) => (_outputs ??= [])[name] = value;

    internal void RestoreProperty(string name, object? value) => (_properties ??= [])[name] = value;

    /// <summary>All automatic inputs, in descriptor order; before every execution and every resume.</summary>
    internal async ValueTask EvaluateInputsAsync()
    {
        foreach (var input in Node.Inputs)
        {
            if (input.Descriptor.AutoEvaluate)
                await EvaluateInputAsync(input);
        }

        _hasInputs = true;
    }

    /// <summary>
    /// A container that goes on in a later burst evaluates its inputs anew, once, before it hears of its child: a loop sees what its list
    /// or its end has become, and one whose input is gone fails.
    /// </summary>
    internal ValueTask EnsureInputsAsync() => _hasInputs ? ValueTask.CompletedTask : EvaluateInputsAsync();

    private ValueTask EvaluateInputAsync(Input input)
    {
        if (input.Expression is null)
        {
            Values[input.Descriptor.Slot] = input.DefaultValue;
            return ValueTask.CompletedTask;
        }

        if (input.HasConstant)
        {
            Values[input.Descriptor.Slot] = input.Constant;
            return ValueTask.CompletedTask;
        }

        return EvaluateExpressionAsync(input, input.Expression);
    }

    private async ValueTask EvaluateExpressionAsync(Input input, Expression expression)
    {
        try
        {
            var value = await Execution.Evaluator.EvaluateAsync(expression, input.Type, this, CancellationToken);
            Values[input.Descriptor.Slot] = input.Descriptor.UIHint == InputHints.Dictionary ? await DictionaryInput.EvaluateAsync(this, value) : value;
        }
        catch (Exception e) when (e is not OperationCanceledException || !CancellationToken.IsCancellationRequested)
        {
            throw new InputEvaluationException(input.Descriptor.Name, e);
        }
    }
}
