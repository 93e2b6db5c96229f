using System.Collections;

namespace WorkflowRuntime.Activities;

/// <summary>
/// The items of a value typed Object. Only real enumerables count: a text, also one that holds a JSON array, has no items, and a
/// dictionary is one object.
/// </summary>
internal static class ItemSource
{
    public static List<object?> Of(object? value) => value is IEnumerable items and not string and not IDictionary and not IDictionary<string, object?>
        ? items.Cast<object?>().ToList()
        : [];
}
