using System.Text.Json.Nodes;

namespace WorkflowRuntime.Expressions;

/// <summary>
/// Objects and lists that came back with the instance into variables that say no type for them, or as the result of a task. In Elsa they are
/// JSON nodes from then on: a text of one is its indented JSON, and templates find its members whatever their case.
/// </summary>
internal static class StoredNode
{
    public static object? Of(object? value) => value switch
    {
        Dictionary<string, object?> members => Fill(new StoredObject(), members),
        List<object?> items => new StoredList(items.Select(Of)),
        _ => value,
    };

    public static string ToText(object value) => JsonNode.Parse(ValueJson.WritePlain(value))!.ToString();

    private static StoredObject Fill(StoredObject stored, Dictionary<string, object?> members)
    {
        foreach (var (name, value) in members)
            stored[name] = Of(value);
        return stored;
    }
}

/// <summary>See <see cref="StoredNode"/>.</summary>
internal sealed class StoredObject : Dictionary<string, object?>;

/// <summary>See <see cref="StoredNode"/>.</summary>
internal sealed class StoredList(IEnumerable<object?> items) : List<object?>(items);
