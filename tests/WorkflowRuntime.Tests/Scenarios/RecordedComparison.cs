using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowRuntime.Tests.Scenarios;

/// <summary>The comparison rules of the recordings: a null variable or output counts as absent, 2 equals 2.0, true is not 1.</summary>
internal static class RecordedComparison
{
    public static IEnumerable<string> Differences(JsonObject expected, JsonObject observed)
    {
        foreach (var name in new[] { "status", "subStatus", "correlationId", "name" })
        {
            if (!Same(expected[name], observed[name]))
                yield return $"{name}: expected {Short(expected[name])} got {Short(observed[name])}";
        }

        foreach (var name in new[] { "variables", "output" })
        {
            var (e, o) = (WithoutNulls(expected[name]), WithoutNulls(observed[name]));
            foreach (var key in e.Keys.Union(o.Keys).Order(StringComparer.Ordinal))
            {
                if (!Same(e.GetValueOrDefault(key), o.GetValueOrDefault(key)))
                    yield return $"{name} {key}: expected {Short(e.GetValueOrDefault(key))} got {Short(o.GetValueOrDefault(key))}";
            }
        }

        foreach (var name in new[] { "bookmarks", "incidents", "journal", "executions", "children" })
        {
            var (e, o) = (expected[name] as JsonArray ?? [], observed[name] as JsonArray ?? []);
            if (!Same(e, o))
                yield return $"{name}: {FirstDifference(e, o)}";
        }
    }

    public static bool Same(JsonNode? a, JsonNode? b)
    {
        switch (a, b)
        {
            case (null, null):
                return true;
            case (JsonObject x, JsonObject y):
                return x.Count == y.Count && x.All(pair => y.TryGetPropertyValue(pair.Key, out var other) && Same(pair.Value, other));
            case (JsonArray x, JsonArray y):
                return x.Count == y.Count && x.Zip(y).All(pair => Same(pair.First, pair.Second));
            case (JsonValue x, JsonValue y):
                return SameValue(x, y);
            default:
                return false;
        }
    }

    private static bool SameValue(JsonValue a, JsonValue b)
    {
        if (a.GetValueKind() is JsonValueKind.Number && b.GetValueKind() is JsonValueKind.Number)
        {
            var (x, y) = (double.Parse(a.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture), double.Parse(b.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture));
            return x.Equals(y) || Math.Abs(x - y) <= 1e-12 * Math.Max(Math.Abs(x), Math.Abs(y));
        }

        return a.GetValueKind() == b.GetValueKind() && (a.GetValueKind() != JsonValueKind.String || a.GetValue<string>() == b.GetValue<string>());
    }

    private static Dictionary<string, JsonNode?> WithoutNulls(JsonNode? json) =>
        (json as JsonObject ?? []).Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value);

    private static string FirstDifference(JsonArray expected, JsonArray observed)
    {
        for (var i = 0; i < Math.Max(expected.Count, observed.Count); i++)
        {
            var (e, o) = (i < expected.Count ? expected[i] : null, i < observed.Count ? observed[i] : null);
            if (!Same(e, o) || i >= expected.Count || i >= observed.Count)
                return $"row {i}: expected {(i < expected.Count ? Short(e) : "nothing")} got {(i < observed.Count ? Short(o) : "nothing")}";
        }

        return "the same rows";
    }

    private static string Short(JsonNode? node)
    {
        var text = node?.ToJsonString() ?? "null";
        return text.Length < 200 ? text : text[..197] + "...";
    }
}
