using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WorkflowRuntime.Incidents;

/// <summary>Stored exceptions as JSON, and the payload of a Faulted journal entry.</summary>
internal static class ExceptionJson
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The journal payload, with Elsa's keys.</summary>
    public static string Write(ExceptionState exception, string? source)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteString("exception", exception.Type);
            json.WriteString("message", exception.Message);
            json.WriteString("source", source);
            json.WriteStartObject("data");
            json.WriteEndObject();
            json.WriteString("stackTrace", exception.StackTrace);
            json.WriteString("innerException", exception.InnerException?.Type);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter json, ExceptionState exception)
    {
        json.WriteStartObject();
        json.WriteString("type", exception.Type);
        json.WriteString("message", exception.Message);
        json.WriteString("stackTrace", exception.StackTrace);
        if (exception.Line is { } line)
            json.WriteNumber("line", line);
        if (exception.Column is { } column)
            json.WriteNumber("column", column);
        if (exception.InnerException is { } inner)
        {
            json.WritePropertyName("innerException");
            Write(json, inner);
        }

        json.WriteEndObject();
    }

    public static ExceptionState Read(JsonElement json) => new(
        json.GetProperty("type").GetString()!,
        json.GetProperty("message").GetString()!,
        json.TryGetProperty("stackTrace", out var trace) ? trace.GetString() : null,
        json.TryGetProperty("innerException", out var inner) ? Read(inner) : null,
        json.TryGetProperty("line", out var line) ? line.GetInt32() : null,
        json.TryGetProperty("column", out var column) ? column.GetInt32() : null);
}
