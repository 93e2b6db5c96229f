using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reports;

/// <summary>
/// JSON that is the same bytes for the same values whenever it is written: names in ordinal order, no white space, nothing escaped that
/// need not be. What a report is hashed over.
/// </summary>
public static class CanonicalJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write<T>(T value) => Ordered(JsonSerializer.SerializeToNode(value, CaseEvent.Json))!.ToJsonString(Plain);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, CaseEvent.Json) ?? throw new JsonException("A stored report is empty.");

    /// <summary>SHA-256 of the UTF-8 bytes, lower-case hexadecimal.</summary>
    public static string Hash(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Ordered(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Ordered)]),
        _ => node?.DeepClone(),
    };
}
