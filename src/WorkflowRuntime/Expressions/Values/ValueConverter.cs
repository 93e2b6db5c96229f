using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowRuntime.Expressions;

/// <summary>
/// Elsa's object conversion in its non-strict form: what cannot be read as the target type becomes the type's default
/// ("abc" as Int32 is 0), a blank text becomes null, and only overflow and malformed JSON fail.
/// </summary>
public static class ValueConverter
{
    /// <summary>The value as <typeparamref name="T"/>; null becomes the type's default.</summary>
    public static T? Convert<T>(object? value) => Convert(value, typeof(T)) is T typed ? typed : default;

    /// <summary>The value as <paramref name="targetType"/>, or null, also for value types ("no value").</summary>
    public static object? Convert(object? value, Type targetType)
    {
        var target = Nullable.GetUnderlyingType(targetType) ?? targetType;
        if (value is null || target.IsInstanceOfType(value))
            return value;
        return value switch
        {
            JsonElement element => FromJson(element, target),
            JsonNode node => FromJson(JsonSerializer.SerializeToElement(node), target),
            string text => TextConversion.Convert(text, target),
            _ when target == typeof(string) => ToText(value),
            _ when DateConversion.IsDateType(target) => DateConversion.Convert(value, target),
            _ when typeof(JsonNode).IsAssignableFrom(target) => ToJsonNode(value, target),
            IEnumerable items when ElementTypeOf(target) is { } element && value is not IDictionary<string, object?> => ToCollection(items, target, element),
            _ when IsScalarType(target) => ToScalar(value, target),
            _ => ThroughJson(value, target),
        };
    }

    /// <summary>
    /// The value of a variable's default text. Elsa takes the text to the type, to text and back, so a date keeps neither
    /// its seconds nor its zone; a blank text is no default.
    /// </summary>
    public static object? ConvertDefault(string? text, Type targetType)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var value = Convert(text, targetType);
        return value is DateTime or DateTimeOffset ? Convert(ToText(value), targetType) : value;
    }

    /// <summary>Text as Elsa makes it: invariant scalars ("True", "1E+21"), compact JSON for everything composed.</summary>
    public static string ToText(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "True" : "False",
        DateTime or DateTimeOffset => DateConversion.ToText(value),
        byte[] bytes => System.Convert.ToBase64String(bytes),
        Enum => value.ToString()!,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        Uri or Type or Version => value.ToString()!,
        StoredObject => StoredNode.ToText(value),
        _ => ValueJson.WritePlain(value),
    };

    internal static bool IsScalarType(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(decimal) || type == typeof(BigInteger) || type == typeof(Guid) || type == typeof(TimeSpan);

    internal static object? DefaultOf(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    internal static Type? ElementTypeOf(Type type)
    {
        if (type.IsArray)
            return type.GetElementType();
        if (type == typeof(IEnumerable) || type == typeof(ICollection) || type == typeof(IList) || type == typeof(ArrayList))
            return typeof(object);
        if (!type.IsGenericType || type.GetGenericArguments() is not [var element])
            return null;
        var open = type.GetGenericTypeDefinition();
        return open == typeof(HashSet<>) || open == typeof(ISet<>) || type.IsAssignableFrom(typeof(List<>).MakeGenericType(element)) ? element : null;
    }

    internal static object ToCollection(IEnumerable items, Type target, Type elementType)
    {
        var converted = new List<object?>();
        foreach (var item in items)
            converted.Add(Convert(item, elementType) ?? DefaultOf(elementType));
        if (target.IsArray)
        {
            var array = Array.CreateInstance(elementType, converted.Count);
            for (var i = 0; i < converted.Count; i++)
                array.SetValue(converted[i], i);
            return array;
        }
        var listType = typeof(List<>).MakeGenericType(elementType);
        var list = (IList)Activator.CreateInstance(listType, converted.Count)!;
        foreach (var item in converted)
            list.Add(item);
        if (target == typeof(ArrayList))
            return new ArrayList(list);
        return target.IsAssignableFrom(listType)
            ? list
            : Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(elementType), list)!;
    }

    private static object? FromJson(JsonElement element, Type target) => element.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array when target == typeof(string) => element.GetRawText(),
        JsonValueKind.Object or JsonValueKind.Array => Deserialize(element, target),
        _ => Convert(ValueJson.FromElement(element), target),
    };

    private static object? Deserialize(JsonElement element, Type target)
    {
        try
        {
            return target == typeof(JsonElement) ? element.Clone() : element.Deserialize(target, ValueJson.SerializerOptions);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new ValueConversionException(element.GetRawText(), target, e.Message, e);
        }
    }

    // A wrong shape gives null here, where a dictionary or list target fails: recorded behaviour.
    private static JsonNode? ToJsonNode(object value, Type target) =>
        JsonNode.Parse(ValueJson.WritePlain(value)) is { } node && target.IsInstanceOfType(node) ? node : null;

    private static object? ToScalar(object value, Type target)
    {
        if (value is not IConvertible and not BigInteger || target == typeof(Guid) || target == typeof(TimeSpan))
            return DefaultOf(target);
        try
        {
            if (target.IsEnum)
                return value is bool ? DefaultOf(target) : Enum.ToObject(target, System.Convert.ToInt64(value, CultureInfo.InvariantCulture));
            if (target == typeof(BigInteger))
                return new BigInteger(System.Convert.ToDecimal(value, CultureInfo.InvariantCulture));
            return value is BigInteger big
                ? System.Convert.ChangeType((decimal)big, target, CultureInfo.InvariantCulture)
                : System.Convert.ChangeType(value, target, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is InvalidCastException or FormatException)
        {
            return DefaultOf(target);
        }
        catch (OverflowException e)
        {
            throw new ValueConversionException(value, target, "the number is too large or too small.", e);
        }
    }

    private static object? ThroughJson(object value, Type target)
    {
        if (typeof(IDictionary<string, object?>).IsAssignableFrom(target) && value is not IDictionary<string, object?>)
            throw new ValueConversionException(value, target, "it is no dictionary.");
        if (value is IConvertible or TimeSpan or Guid)
            return DefaultOf(target);
        using var document = JsonDocument.Parse(ValueJson.WritePlain(value));
        return Deserialize(document.RootElement, target);
    }
}
