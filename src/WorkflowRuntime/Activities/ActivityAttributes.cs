namespace WorkflowRuntime.Activities;

/// <summary>Elsa's activity kinds; a trigger can start a workflow.</summary>
public enum ActivityKind
{
    Action,
    Trigger,
    Job,
    Task,
}

/// <summary>Names an activity type: <c>[Activity("Petition", "Task")]</c> is <c>Petition.Task</c> in definitions.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ActivityAttribute(string @namespace, string name, int version = 1) : Attribute
{
    public string Namespace { get; } = @namespace;
    public string Name { get; } = name;
    public int Version { get; } = version;

    /// <summary>The palette group; the namespace when not given.</summary>
    public string? Category { get; init; }

    public string? DisplayName { get; init; }
    public string? Description { get; init; }
    public ActivityKind Kind { get; init; }
    public bool IsBrowsable { get; init; } = true;
    public bool IsContainer { get; init; }

    /// <summary>Marks where a flowchart begins; the designer draws no entrance.</summary>
    public bool IsStart { get; init; }

    /// <summary>Completing this activity completes the flowchart or sequence it is in.</summary>
    public bool IsTerminal { get; init; }
}

/// <summary>
/// Describes an input. On an <see cref="Input{T}"/> property it is an expression in the definition; with
/// <see cref="IsWrapped"/> false it stands on a property of any type, which is read from plain JSON when the graph is compiled.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InputAttribute : Attribute
{
    public string? DisplayName { get; init; }
    public string? Description { get; init; }
    public string? Category { get; init; }

    /// <summary>One of <see cref="InputHints"/>; derived from the type when not given.</summary>
    public string? UIHint { get; init; }

    /// <summary>The choices of a dropdown, checklist or radio list.</summary>
    public string[]? Options { get; init; }

    /// <summary>A service implementing <see cref="IInputOptionsProvider"/> that gives the choices when the designer asks.</summary>
    public Type? OptionsProvider { get; init; }

    public object? DefaultValue { get; init; }
    public string? DefaultSyntax { get; init; }

    /// <summary>False: the activity evaluates the expression itself, each time it needs it.</summary>
    public bool AutoEvaluate { get; init; } = true;

    public bool IsWrapped { get; init; } = true;
    public bool IsBrowsable { get; init; } = true;

    /// <summary>The value is kept out of execution records.</summary>
    public bool IsSensitive { get; init; }

    public float Order { get; init; }

    /// <summary>Outcomes that a dynamic-outcomes input always offers besides the author's.</summary>
    public string[]? FixedOutcomes { get; init; }

    /// <summary>Editor language of a code-editor or json-editor input.</summary>
    public string? Language { get; init; }
}

/// <summary>Describes an output; put it on an <see cref="Output{T}"/> property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    public string? DisplayName { get; init; }
    public string? Description { get; init; }
    public bool IsBrowsable { get; init; } = true;
}

/// <summary>An outcome that the designer draws as an exit. Without any, the exit is <c>Done</c>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class OutcomeAttribute(string name) : Attribute
{
    public string Name { get; } = name;
    public string? DisplayName { get; init; }
}

/// <summary>An embedded child activity; put it on an <see cref="Activity"/> property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PortAttribute : Attribute
{
    public string? DisplayName { get; init; }
    public bool IsBrowsable { get; init; } = true;
}

/// <summary>The editors that the designer knows.</summary>
public static class InputHints
{
    public const string SingleLine = "singleline";
    public const string MultiLine = "multiline";
    public const string Checkbox = "checkbox";
    public const string CheckList = "checklist";
    public const string RadioList = "radiolist";
    public const string DropDown = "dropdown";
    public const string CodeEditor = "code-editor";
    public const string JsonEditor = "json-editor";
    public const string MultiText = "multitext";
    public const string Dictionary = "dictionary";
    public const string DynamicOutcomes = "dynamic-outcomes";
    public const string VariablePicker = "variable-picker";
    public const string OutputPicker = "output-picker";
    public const string OutcomePicker = "outcome-picker";
    public const string TypePicker = "type-picker";
    public const string WorkflowDefinitionPicker = "workflow-definition-picker";
    public const string SwitchEditor = "switch-editor";
    public const string FlowSwitchEditor = "flow-switch-editor";
    public const string DateTimePicker = "datetime-picker";
}

/// <summary>Gives the choices of an input when the designer asks for descriptors.</summary>
public interface IInputOptionsProvider
{
    /// <summary>The choices; the value is what the definition stores.</summary>
    ValueTask<IReadOnlyList<InputOption>> GetOptionsAsync(CancellationToken cancellationToken);
}

/// <summary>One choice of an input.</summary>
public sealed record InputOption(string Text, string Value);
