using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowRuntime.Definitions;

/// <summary>Reads and writes definition JSON without loss. An error names the place; nothing here throws on bad input.</summary>
public static class WorkflowDefinitionJson
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 512, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };

    private static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true };

    public static DefinitionReading Parse(string text)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(text, documentOptions: Reading);
        }
        catch (JsonException e)
        {
            var line = (e.LineNumber ?? 0) + 1;
            return DefinitionReading.Failed($"line {line}, byte {(e.BytePositionInLine ?? 0) + 1}", "This is not valid JSON: " + FirstSentence(e.Message));
        }

        if (node is not JsonObject json)
            return DefinitionReading.Failed("$", "A workflow definition is a JSON object.");
        try
        {
            // JsonObject finds doubled keys only when it is first read.
            return FindError(json) ?? DefinitionReading.Read(new WorkflowDefinition(json));
        }
        catch (ArgumentException e)
        {
            return DefinitionReading.Failed("$", "A key occurs twice in one object: " + FirstSentence(e.Message));
        }
    }

    public static DefinitionReading Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8).TrimStart('\uFEFF'));
        }
        catch (ArgumentException)
        {
            return DefinitionReading.Failed("$", "The text is not valid UTF-8.");
        }
    }

    public static string Write(WorkflowDefinition definition, bool indented = false) => definition.Json.ToJsonString(indented ? Indented : Compact);

    private static DefinitionReading? FindError(JsonObject json)
    {
        foreach (var name in new[] { "definitionId", "name", "id" })
        {
            if (json.Get(name) is not (null or JsonValue))
                return DefinitionReading.Failed("$." + name, $"'{name}' must be a text.");
        }

        if (json.Has("version") && json.Get("version") is not null && json.GetInt("version") is null)
            return DefinitionReading.Failed("$.version", "'version' must be a whole number.");
        foreach (var name in new[] { "variables", "inputs", "outputs", "outcomes" })
        {
            if (json.Get(name) is { } list && JsonKeys.AsArray(list) is null)
                return DefinitionReading.Failed("$." + name, $"'{name}' must be a list.");
        }

        return json.Get("root") switch
        {
            null => null,
            JsonObject root => DefinitionShape.FindError(root, "$.root"),
            _ => DefinitionReading.Failed("$.root", "'root' must be an activity object."),
        };
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message : message[..(end + 1)];
    }
}

/// <summary>A definition, or what is wrong and where (a JSON path or a line).</summary>
public sealed record DefinitionReading(WorkflowDefinition? Definition, string? Place, string? Error)
{
    public static DefinitionReading Read(WorkflowDefinition definition) => new(definition, null, null);

    public static DefinitionReading Failed(string place, string error) => new(null, place, error);

    public override string ToString() => Error is null ? "ok" : $"{Place}: {Error}";
}
