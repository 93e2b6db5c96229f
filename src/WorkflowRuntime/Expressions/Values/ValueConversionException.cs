namespace WorkflowRuntime.Expressions;

/// <summary>
/// A value does not fit the type at all. Rare: a text that is merely no number, date or boolean gives the type's default,
/// as Elsa's non-strict conversion does; overflow and malformed JSON are what ends here.
/// </summary>
public sealed class ValueConversionException(object? value, Type targetType, string reason, Exception? innerException = null)
    : Exception($"A value of type {value?.GetType().Name ?? "null"} does not convert to {TypeAliases.NameOf(targetType)}: {reason}", innerException)
{
    public Type TargetType { get; } = targetType;
}
