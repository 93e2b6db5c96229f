namespace WorkflowRuntime.Expressions;

/// <summary>
/// A value that is an object of a class of its own in Elsa. Expressions and variables see its properties by name; as a workflow's output and in
/// execution records it has camelCase keys, enums by name and no nulls. A script that hands it on unchanged hands on this very value.
/// </summary>
internal abstract class TypedRecord : Dictionary<string, object?>
{
    /// <summary>The name of Elsa's class, which is all that a template sees of it.</summary>
    public abstract string TypeName { get; }

    /// <summary>The form of outputs.</summary>
    public Dictionary<string, object?> ForOutput() =>
        this.Where(pair => pair.Value is not null).ToDictionary(
            pair => char.ToLowerInvariant(pair.Key[0]) + pair.Key[1..],
            pair => pair.Value is Enum name ? name.ToString() : ForOutput(pair.Value));

    /// <summary>The value with every typed record in it, at any depth, in the form of outputs.</summary>
    public static object? ForOutput(object? value) => value switch
    {
        TypedRecord record => record.ForOutput(),
        Dictionary<string, object?> dictionary when dictionary.Values.Any(Holds) => dictionary.ToDictionary(pair => pair.Key, pair => ForOutput(pair.Value)),
        IEnumerable<object?> items and not IDictionary<string, object?> when items.Any(Holds) => items.Select(ForOutput).ToList(),
        _ => value,
    };

    private static bool Holds(object? value) => value switch
    {
        TypedRecord => true,
        Dictionary<string, object?> dictionary => dictionary.Values.Any(Holds),
        object?[] or List<object?> => ((IEnumerable<object?>)value).Any(Holds),
        _ => false,
    };
}
