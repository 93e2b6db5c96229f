using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Activities;

/// <summary>An input of an activity in a compiled graph: an expression. The evaluated value lives in the execution context.</summary>
public abstract class Input
{
    /// <summary>Null when the definition does not give this input.</summary>
    public Expression? Expression { get; internal set; }

    /// <summary>The type that the value is converted to.</summary>
    public abstract Type Type { get; }

    /// <summary>Declared in the class; used when there is no expression.</summary>
    public object? DefaultValue { get; internal set; }

    internal InputDescriptor Descriptor { get; set; } = null!;

    /// <summary>A literal of an immutable type is converted once, when the graph is compiled.</summary>
    internal bool HasConstant { get; set; }

    internal object? Constant { get; set; }
}

/// <summary>An input of type <typeparamref name="T"/>; declare it as <c>public Input&lt;string&gt; Title { get; set; } = new();</c>.</summary>
public sealed class Input<T> : Input
{
    public override Type Type => typeof(T);
}

/// <summary>An output of an activity in a compiled graph: where its value goes.</summary>
public abstract class Output
{
    /// <summary>The id of the variable, or the name of the workflow output, that the author bound; null when unbound.</summary>
    public string? Target { get; internal set; }

    public abstract Type Type { get; }

    internal string Name { get; set; } = "";
}

/// <summary>An output of type <typeparamref name="T"/>.</summary>
public sealed class Output<T> : Output
{
    public override Type Type => typeof(T);
}

/// <summary>The input of a workflow that is used as an activity; its type is only known from the definition.</summary>
internal sealed class DynamicInput(Type type) : Input
{
    public override Type Type => type;
}

/// <summary>The output of a workflow that is used as an activity.</summary>
internal sealed class DynamicOutput(Type type) : Output
{
    public override Type Type => type;
}
