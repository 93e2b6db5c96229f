using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.ElsaApi.Wire;

/// <summary>How Elsa's clients write and read JSON: camelCase, enums as text, moments with their offset, nulls left out.</summary>
public static class ElsaJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 512,
        Converters = { new JsonStringEnumConverter(), new MomentConverter() },
    };

    /// <summary>For files that people open.</summary>
    public static readonly JsonSerializerOptions Indented = new(Options) { WriteIndented = true };

    public static readonly JsonDocumentOptions Reading = new() { MaxDepth = 512, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>JSON text that the engine keeps, as part of an answer.</summary>
    public static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json, documentOptions: Reading);

    /// <summary>A value of a workflow as people see it.</summary>
    public static JsonNode? OfValue(object? value) => value is null ? null : Parse(ValueJson.WritePlain(value));

    public static JsonObject OfValues(IEnumerable<KeyValuePair<string, object?>>? values)
    {
        var json = new JsonObject();
        foreach (var (name, value) in values ?? [])
            json[name] = OfValue(value);
        return json;
    }

    /// <summary>A map as Elsa writes one whose values may be of any type.</summary>
    public static JsonObject Map(JsonObject? values = null)
    {
        var map = values ?? [];
        map["_type"] = "ObjectMap";
        return map;
    }

    /// <summary>The properties of an input object as workflow values.</summary>
    public static Dictionary<string, object?> ReadValues(JsonElement? json)
    {
        if (json is null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined })
            return [];
        if (json is not { ValueKind: JsonValueKind.Object } values)
            throw new ElsaRefusedException(StatusCodes.Status400BadRequest, ElsaTexts.NoInputObject());
        return values.EnumerateObject().GroupBy(p => p.Name).ToDictionary(p => p.Key, p => ValueJson.FromElement(p.Last().Value));
    }

    public static string Moment(DateTime utc) => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    private sealed class MomentConverter : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset().UtcDateTime;

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteStringValue(Moment(value));
    }
}
