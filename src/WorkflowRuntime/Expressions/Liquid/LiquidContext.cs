using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>One rendering: where names are found, what has been written, and what is left of the limits.</summary>
internal sealed class LiquidContext
{
    // Chinese and other letters stay as they are; what HTML gives a meaning is encoded.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly IExpressionScope _scope;
    private readonly CancellationToken _cancellationToken;
    private readonly long _deadline;
    private readonly Stack<StringBuilder> _outputs = new();
    private readonly Dictionary<string, object?> _assigned = new(StringComparer.Ordinal);
    private readonly List<(string Name, object? Value)> _locals = [];
    private int _rounds;

    public LiquidContext(IExpressionScope scope, ExpressionOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        _scope = scope;
        _cancellationToken = cancellationToken;
        _deadline = Stopwatch.GetTimestamp() + (long)(options.TimeLimit.TotalSeconds * Stopwatch.Frequency);
        Options = options;
        Time = time;
        _outputs.Push(new StringBuilder());
    }

    public ExpressionOptions Options { get; }

    public TimeProvider Time { get; }

    public string Output => _outputs.Peek().ToString();

    /// <summary>Counters of increment and decrement, and positions of cycle; they are no variables.</summary>
    public Dictionary<string, int> Counters { get; } = new(StringComparer.Ordinal);

    /// <summary>Set by break and continue until the loop that they leave sees it.</summary>
    public LoopSignal Signal { get; set; }

    /// <summary>A name at the start of a path: what the template made itself, then Elsa's objects.</summary>
    public object? Find(string name)
    {
        for (var i = _locals.Count - 1; i >= 0; i--)
            if (_locals[i].Name == name)
                return _locals[i].Value;
        if (_assigned.TryGetValue(name, out var assigned))
            return assigned;
        return name switch
        {
            "Variables" => new LookupObject(FindVariable),
            "Input" => new LookupObject(FindInput),
            "CorrelationId" => _scope.CorrelationId,
            "WorkflowDefinitionId" => _scope.DefinitionId,
            "WorkflowDefinitionVersionId" => _scope.DefinitionVersionId,
            "WorkflowDefinitionVersion" => _scope.DefinitionVersion,
            "WorkflowInstanceId" => _scope.InstanceId,
            "Configuration" when Options.ConfigurationReader is { } reader => new LookupObject(reader),
            _ => _scope.Arguments.TryGetValue(name, out var argument) ? argument : null,
        };
    }

    public void Assign(string name, object? value) => _assigned[name] = value;

    public void PushLocal(string name, object? value) => _locals.Add((name, value));

    public void SetLocal(int fromTop, object? value) => _locals[^fromTop] = (_locals[^fromTop].Name, value);

    public void PopLocal() => _locals.RemoveAt(_locals.Count - 1);

    public void Write(string text)
    {
        var output = _outputs.Peek();
        if (output.Length + text.Length > Options.TemplateOutputLimit)
            throw new LiquidException($"The template's output is longer than {Options.TemplateOutputLimit:N0} characters.");
        output.Append(text);
    }

    /// <summary>Writes a value; texts are HTML-encoded unless they are raw.</summary>
    public void WriteValue(object? value)
    {
        var text = LiquidValues.ToOutput(value);
        var encode = Options.HtmlEncodeLiquidOutput && value is not (RawText or bool or DateTime or DateTimeOffset) && !LiquidValues.TryGetNumber(value, out _);
        Write(encode ? Encoder.Encode(text) : text);
    }

    public void BeginCapture() => _outputs.Push(new StringBuilder());

    public string EndCapture() => _outputs.Pop().ToString();

    /// <summary>Called once for each round of each loop.</summary>
    public void CountRound()
    {
        if (++_rounds > Options.TemplateLoopLimit)
            throw new LiquidException($"The template's loops ran more than {Options.TemplateLoopLimit:N0} rounds.");
        _cancellationToken.ThrowIfCancellationRequested();
        if (Stopwatch.GetTimestamp() > _deadline)
            throw new LiquidException($"The template ran longer than {Options.TimeLimit}.");
    }

    /// <summary>Refuses a text that a filter would make too long.</summary>
    public string Checked(long length, Func<string> make) =>
        length <= Options.TemplateOutputLimit ? make() : throw new LiquidException($"A text is longer than {Options.TemplateOutputLimit:N0} characters.");

    private object? FindVariable(string name) => _scope.TryGetVariable(name, out var value) ? value : null;

    private object? FindInput(string name) =>
        _scope.TryGetActivityInput(name, out var value) || _scope.TryGetInput(name, out value) ? value : null;
}

internal enum LoopSignal
{
    None,
    Break,
    Continue,
}
