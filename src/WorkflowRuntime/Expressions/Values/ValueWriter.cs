using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowRuntime.Expressions;

/// <summary>Plain CLR values to JSON.</summary>
internal static class ValueWriter
{
    public static void Write(Utf8JsonWriter writer, object? value, bool tagged, int depth)
    {
        if (depth >= ValueJson.MaxDepth)
            throw new ValueConversionException(value, typeof(string), "it is nested too deeply, or contains itself.");
        switch (value)
        {
            case null or Delegate:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            case JsonNode node:
                node.WriteTo(writer);
                break;
            case IDictionary<string, object?> dictionary:
                WriteDictionary(writer, dictionary, tagged, depth);
                break;
            default:
                if (ValueTags.TagOf(value) is { } tag)
                    WriteTagged(writer, value, tag, tagged);
                else if (!TryWriteNumber(writer, value))
                    WriteOther(writer, value, tagged, depth);
                break;
        }
    }

    private static void WriteTagged(Utf8JsonWriter writer, object value, string tag, bool tagged)
    {
        if (!tagged)
        {
            WritePlain(writer, value);
            return;
        }
        writer.WriteStartObject();
        writer.WriteString(ValueTags.TypeKey, tag);
        writer.WriteString(ValueTags.ValueKey, ValueTags.ToText(value));
        writer.WriteEndObject();
    }

    private static void WritePlain(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case DateTime date:
                writer.WriteStringValue(date);
                break;
            case DateTimeOffset moment:
                writer.WriteStringValue(moment);
                break;
            case System.Numerics.BigInteger number:
                writer.WriteRawValue(number.ToString(CultureInfo.InvariantCulture), skipInputValidation: true);
                break;
            case double or float:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteStringValue(ValueTags.ToText(value));
                break;
        }
    }

    private static bool TryWriteNumber(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case int number: writer.WriteNumberValue(number); return true;
            case long number: writer.WriteNumberValue(number); return true;
            case double number: writer.WriteNumberValue(number); return true;
            case decimal number: writer.WriteNumberValue(number); return true;
            case float number: writer.WriteNumberValue(number); return true;
            case ulong number: writer.WriteNumberValue(number); return true;
            case short or ushort or byte or sbyte or uint: writer.WriteNumberValue(System.Convert.ToInt64(value, CultureInfo.InvariantCulture)); return true;
            default: return false;
        }
    }

    private static void WriteDictionary(Utf8JsonWriter writer, IDictionary<string, object?> dictionary, bool tagged, int depth)
    {
        var escape = tagged && dictionary.ContainsKey(ValueTags.TypeKey);
        if (escape)
        {
            writer.WriteStartObject();
            writer.WriteString(ValueTags.TypeKey, ValueTags.Escaped);
            writer.WritePropertyName(ValueTags.ValueKey);
        }
        writer.WriteStartObject();
        foreach (var (key, item) in dictionary)
        {
            writer.WritePropertyName(key);
            Write(writer, item, tagged, depth + 1);
        }
        writer.WriteEndObject();
        if (escape)
            writer.WriteEndObject();
    }

    private static void WriteOther(Utf8JsonWriter writer, object value, bool tagged, int depth)
    {
        switch (value)
        {
            // Elsa stores the number and shows the name.
            case Enum when tagged:
                writer.WriteNumberValue(System.Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case char or Enum or Uri or Version:
                writer.WriteStringValue(value.ToString());
                break;
            case IDictionary dictionary:
                WriteDictionary(writer, ToStringKeys(dictionary), tagged, depth);
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item, tagged, depth + 1);
                writer.WriteEndArray();
                break;
            case Type type:
                writer.WriteStringValue(TypeAliases.NameOf(type));
                break;
            default:
                JsonSerializer.Serialize(writer, value, value.GetType(), ValueJson.SerializerOptions);
                break;
        }
    }

    private static Dictionary<string, object?> ToStringKeys(IDictionary dictionary)
    {
        var result = new Dictionary<string, object?>(dictionary.Count);
        foreach (DictionaryEntry entry in dictionary)
            result[entry.Key is IFormattable key ? key.ToString(null, CultureInfo.InvariantCulture) : entry.Key.ToString()!] = entry.Value;
        return result;
    }
}
