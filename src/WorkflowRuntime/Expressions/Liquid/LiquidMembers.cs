using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>A named object that looks its members up when asked: <c>Variables</c>, <c>Input</c>, <c>Configuration</c>.</summary>
internal sealed class LookupObject(Func<string, object?> find)
{
    public object? Find(string name) => find(name);
}

/// <summary>Members of values.</summary>
internal static class LiquidMembers
{
    public static object? Get(object value, object? member)
    {
        var name = LiquidValues.ToText(member);
        if (value is LookupObject lookup)
            return lookup.Find(name);
        if (LiquidValues.TryGetList(value, out var list))
            return OfList(list, name, member);
        if (TryGetDictionary(value, out var members))
            return members.TryGetValue(name, out var found) || value is JsonObject or StoredObject && TryFindLike(members, name, out found) ? found : name == "size" ? members.Count : null;
        if (LiquidValues.IsText(value))
            return name == "size" ? LiquidValues.ToText(value).Length : null;
        return OfObject(value, name);
    }

    public static bool TryGetDictionary(object? value, out IDictionary<string, object?> members)
    {
        switch (value)
        {
            case IDictionary<string, object?> dictionary and not TypedRecord:
                members = dictionary;
                return true;
            case IDictionary and not TypedRecord or JsonObject or JsonElement { ValueKind: JsonValueKind.Object }:
                members = (IDictionary<string, object?>)ValueJson.Deserialize(ValueJson.WritePlain(value))!;
                return true;
            default:
                members = new Dictionary<string, object?>();
                return false;
        }
    }

    private static object? OfList(IReadOnlyList<object?> list, string name, object? member)
    {
        if (LiquidValues.TryGetNumber(member, out var index))
        {
            var at = (int)Math.Clamp(index < 0 ? list.Count + index : index, -1, int.MaxValue);
            return at >= 0 && at < list.Count ? list[at] : null;
        }
        return name switch
        {
            "size" => list.Count,
            "first" => list.Count > 0 ? list[0] : null,
            "last" => list.Count > 0 ? list[^1] : null,
            _ => null,
        };
    }

    private static bool TryFindLike(IDictionary<string, object?> members, string name, out object? found)
    {
        foreach (var (key, value) in members)
        {
            if (!key.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            found = value;
            return true;
        }
        found = null;
        return false;
    }

    // No class of the framework is opened, nor one that Elsa keeps shut.
    private static object? OfObject(object value, string name)
    {
        var type = value.GetType();
        if (value is TypedRecord || type.Namespace?.StartsWith("System", StringComparison.Ordinal) != false)
            return null;
        var property = type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance);
        return property is { CanRead: true } && property.GetIndexParameters().Length == 0 ? property.GetValue(value) : null;
    }
}
