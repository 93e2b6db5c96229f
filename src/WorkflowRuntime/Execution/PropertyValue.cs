using System.Text.Json;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Execution;

/// <summary>Properties are JSON while at rest and typed once somebody has asked for them.</summary>
internal static class PropertyValue
{
    public static T? Read<T>(Dictionary<string, object?> properties, string name, object? value)
    {
        if (value is T typed)
            return typed;
        if (value is not JsonElement json)
            return ValueConverter.Convert<T>(value);
        var read = json.Deserialize<T>(ValueJson.SerializerOptions);
        properties[name] = read;
        return read;
    }

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        if (value is JsonElement json)
            json.WriteTo(writer);
        else
            JsonSerializer.Serialize(writer, value, value?.GetType() ?? typeof(object), ValueJson.SerializerOptions);
    }
}
