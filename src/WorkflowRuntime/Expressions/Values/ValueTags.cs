using System.Globalization;
using System.Numerics;

namespace WorkflowRuntime.Expressions;

/// <summary>
/// The values that JSON cannot tell from text or numbers are stored as <c>{"_type": "DateTime", "_value": "..."}</c>.
/// </summary>
internal static class ValueTags
{
    public const string TypeKey = "_type";
    public const string ValueKey = "_value";

    /// <summary>The tag of a dictionary that has a key <c>_type</c> of its own.</summary>
    public const string Escaped = "Object";

    public static string? TagOf(object value) => value switch
    {
        DateTime => "DateTime",
        DateTimeOffset => "DateTimeOffset",
        DateOnly => "DateOnly",
        TimeOnly => "TimeOnly",
        TimeSpan => "TimeSpan",
        Guid => "Guid",
        BigInteger => "BigInteger",
        byte[] => "ByteArray",
        double number when !double.IsFinite(number) => "Double",
        float number when !float.IsFinite(number) => "Double",
        _ => null,
    };

    public static string ToText(object value) => value switch
    {
        DateTime or DateTimeOffset or DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToBase64String(bytes),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public static object? FromText(string tag, string text)
    {
        var culture = CultureInfo.InvariantCulture;
        return tag switch
        {
            "DateTime" => DateTime.Parse(text, culture, DateTimeStyles.RoundtripKind),
            "DateTimeOffset" => DateTimeOffset.Parse(text, culture),
            "DateOnly" => DateOnly.ParseExact(text, "O", culture),
            "TimeOnly" => TimeOnly.ParseExact(text, "O", culture),
            "TimeSpan" => TimeSpan.ParseExact(text, "c", culture),
            "Guid" => Guid.Parse(text),
            "BigInteger" => BigInteger.Parse(text, culture),
            "ByteArray" => Convert.FromBase64String(text),
            "Double" => double.Parse(text, culture),
            _ => null,
        };
    }
}
