using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowRuntime.Expressions;

/// <summary>The conversions that start from text.</summary>
internal static class TextConversion
{
    public static object? Convert(string text, Type target)
    {
        // JSON is read as the type, also as a date, a duration or a decimal, which it never is.
        if (LooksLikeJson(text) && !target.IsPrimitive && target != typeof(byte[]))
            return Deserialize(text, target);
        // Dates come before the blank rule: a blank text as DateTime is 0001-01-01, as Double it is null.
        if (DateConversion.IsDateType(target))
            return DateConversion.Convert(text, target);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (ValueConverter.ElementTypeOf(target) == typeof(string))
            return ValueConverter.ToCollection(new[] { text }, target, typeof(string));
        if (target == typeof(byte[]))
            return FromBase64(text);
        if (ValueConverter.IsScalarType(target))
            return ToScalar(text, target);
        if (typeof(JsonNode).IsAssignableFrom(target))
            return null;
        if (target == typeof(Uri))
            return Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var uri) ? uri : null;
        if (target == typeof(Version))
            return Version.TryParse(text, out var version) ? version : null;
        // Text is a sequence of characters to Elsa: "x" as Int32[] is [120].
        if (ValueConverter.ElementTypeOf(target) is { } element)
            return ValueConverter.ToCollection(text.ToCharArray(), target, element);
        return Deserialize(text, target);
    }

    private static bool LooksLikeJson(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];

    private static object? FromBase64(string text)
    {
        var buffer = new byte[text.Length];
        return System.Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : null;
    }

    private static object? ToScalar(string text, Type target)
    {
        var trimmed = text.Trim();
        object? value = Type.GetTypeCode(target) switch
        {
            _ when target.IsEnum => Enum.TryParse(target, trimmed, ignoreCase: true, out var parsed) ? parsed : null,
            TypeCode.Boolean => bool.TryParse(trimmed, out var flag) && flag,
            TypeCode.Char => trimmed[0],
            TypeCode.Double => double.TryParse(trimmed, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var d) ? d : null,
            TypeCode.Single => float.TryParse(trimmed, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var f) ? f : null,
            TypeCode.Decimal => ToDecimal(trimmed),
            TypeCode.Object when target == typeof(Guid) => Guid.TryParse(trimmed, out var id) ? id : null,
            TypeCode.Object when target == typeof(TimeSpan) => TimeSpan.TryParse(trimmed, CultureInfo.InvariantCulture, out var span) ? span : null,
            _ => ToInteger(trimmed, target),
        };
        return value ?? ValueConverter.DefaultOf(target);
    }

    private static object? ToDecimal(string text)
    {
        if (decimal.TryParse(text, NumberStyles.Number | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
            return number;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var large) && double.IsFinite(large))
            throw new ValueConversionException(text, typeof(decimal), "the number is too large.");
        return null;
    }

    // Whole numbers only: "3.7" and "1e2" are no integers in .NET and become 0; "0x10" and "#10" are hexadecimal.
    private static object? ToInteger(string text, Type target)
    {
        var hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || text.StartsWith("&h", StringComparison.OrdinalIgnoreCase) ? text[2..]
            : text.StartsWith('#') ? text[1..] : null;
        BigInteger number;
        if (hex is not null)
        {
            if (!BigInteger.TryParse("0" + hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number))
                return null;
        }
        else if (!BigInteger.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out number))
        {
            return null;
        }
        if (target == typeof(BigInteger))
            return number;
        try
        {
            return System.Convert.ChangeType((decimal)number, target, CultureInfo.InvariantCulture);
        }
        catch (OverflowException e)
        {
            throw new ValueConversionException(text, target, "the number is too large or too small.", e);
        }
    }

    private static object? Deserialize(string text, Type target)
    {
        try
        {
            return JsonSerializer.Deserialize(text, target, ValueJson.SerializerOptions);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new ValueConversionException(text, target, e.Message, e);
        }
    }
}
