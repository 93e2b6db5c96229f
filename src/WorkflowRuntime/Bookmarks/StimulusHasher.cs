using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Encodings.Web;

namespace WorkflowRuntime.Bookmarks;

/// <summary>Keeps a property of a stimulus out of its hash.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ExcludeFromHashAttribute : Attribute;

/// <summary>
/// Elsa's stimulus hash: upper-case hex SHA-256 of <c>name|payload</c>. A text payload counts as it is, an object as JSON with CLR
/// property names and without nulls. Bit-equal, so that bookmarks of running Elsa instances can be taken over.
/// </summary>
public static class StimulusHasher
{
    private static readonly JsonSerializerOptions Hashed = new()
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        IncludeFields = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutExcluded } },
    };

    private static readonly JsonSerializerOptions Payload = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Hash(string name, object? payload, string? activityInstanceId = null)
    {
        var text = new StringBuilder(name);
        var part = payload switch
        {
            null => null,
            string s => s,
            _ => JsonSerializer.Serialize(payload, payload.GetType(), Hashed),
        };
        if (!string.IsNullOrWhiteSpace(part))
            text.Append('|').Append(part);
        if (!string.IsNullOrWhiteSpace(activityInstanceId))
            text.Append('|').Append(activityInstanceId);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The payload as bookmarks show it: camelCase names, nulls left out.</summary>
    public static string? ToPayloadJson(object? payload) => payload switch
    {
        null => null,
        string text => JsonSerializer.Serialize(text, Payload),
        _ => JsonSerializer.Serialize(payload, payload.GetType(), Payload),
    };

    private static void LeaveOutExcluded(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].AttributeProvider?.IsDefined(typeof(ExcludeFromHashAttribute), inherit: true) == true)
                type.Properties.RemoveAt(i);
        }
    }
}
