using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace WorkflowRuntime.Expressions;

/// <summary>
/// JSON of workflow values. The stored form gives back the same values (dates, durations, guids, bytes and big integers
/// carry a tag, see <see cref="ValueTags"/>); the plain form is what people, scripts and Elsa's clients see.
/// Objects are read as <see cref="Dictionary{TKey,TValue}"/> and arrays as lists.
/// </summary>
public static class ValueJson
{
    internal const int MaxDepth = 256;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), MaxDepth = MaxDepth, SkipValidation = true };

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = MaxDepth };

    /// <summary>For typed values: camelCase, case-insensitive, enums as text, untyped parts as plain CLR values.</summary>
    public static JsonSerializerOptions SerializerOptions { get; } = MakeOptions();

    /// <summary>The stored form.</summary>
    public static string Serialize(object? value) => ToText(value, tagged: true);

    /// <summary>The stored form, into a larger document.</summary>
    public static void Write(Utf8JsonWriter writer, object? value) => ValueWriter.Write(writer, value, tagged: true, 0);

    /// <summary>The plain form: dates as ISO text, durations as text, no tags.</summary>
    public static string WritePlain(object? value) => ToText(value, tagged: false);

    /// <summary>The plain form, into a larger document.</summary>
    public static void WritePlain(Utf8JsonWriter writer, object? value) => ValueWriter.Write(writer, value, tagged: false, 0);

    /// <summary>Reads either form.</summary>
    public static object? Deserialize(string json)
    {
        using var document = JsonDocument.Parse(json, Reading);
        return ValueReader.Read(document.RootElement);
    }

    /// <summary>Reads either form and converts it to a variable's type.</summary>
    public static object? Deserialize(string json, Type type) => ValueConverter.Convert(Deserialize(json), type);

    /// <summary>Reads either form; the result does not depend on the element's document.</summary>
    public static object? FromElement(JsonElement element) => ValueReader.Read(element);

    private static string ToText(object? value, bool tagged)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Writing))
            ValueWriter.Write(writer, value, tagged, 0);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            PropertyNameCaseInsensitive = true,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            MaxDepth = MaxDepth,
            Converters = { new JsonStringEnumConverter(), new PlainValueConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Members typed object hold plain CLR values, not JsonElement.</summary>
    private sealed class PlainValueConverter : JsonConverter<object>
    {
        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return ValueReader.Read(document.RootElement);
        }

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
            ValueWriter.Write(writer, value, tagged: false, writer.CurrentDepth);
    }
}
