using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Definitions;

/// <summary>A variable of a compiled graph: its type is resolved and its default value converted.</summary>
public sealed class Variable
{
    public Variable(string id, string name, Type type, object? defaultValue, VariableStorage storage) =>
        (Id, Name, Type, DefaultValue, Storage) = (id, name, type, defaultValue, storage);

    public string Id { get; }
    public string Name { get; }
    public Type Type { get; }
    public object? DefaultValue { get; }
    public VariableStorage Storage { get; }

    /// <summary>
    /// A definition-level variable of an unknown type is dropped and a container's becomes Object (semantics 1.8); a default text that
    /// does not convert leaves the variable unset.
    /// </summary>
    internal static Variable? Compile(VariableDefinition definition, bool dropUnknownType)
    {
        if (!TypeAliases.TryResolve(definition.TypeName, out var type))
        {
            if (dropUnknownType && !string.IsNullOrWhiteSpace(definition.TypeName))
                return null;
            type = typeof(object);
        }

        if (definition.IsArray)
            type = type.MakeArrayType();
        return new Variable(definition.Id, definition.Name, type, ReadDefault(definition.Value, type), definition.Storage);
    }

    private static object? ReadDefault(string? text, Type type)
    {
        try
        {
            return ValueConverter.ConvertDefault(text, type);
        }
        catch (ValueConversionException)
        {
            return null;
        }
    }
}
