using System.Text.Json.Nodes;
using WorkflowRuntime.Activities;
using WorkflowRuntime.ElsaApi.Wire;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>What Studio's designer takes for granted in an activity's JSON, and what it cannot draw.</summary>
internal static class ActivityShape
{
    private const string Placeholder = "Elsa.NotFoundActivity";

    /// <summary>Puts a placeholder, which keeps the original, where an activity's type is not known; the designer would stop at it.</summary>
    public static JsonObject ReplaceUnknown(JsonObject activity, IReadOnlyList<ActivityDescriptor> known)
    {
        foreach (var child in activity.ChildActivities().ToList())
        {
            var shown = ReplaceUnknown(child, known);
            if (!ReferenceEquals(shown, child))
                child.ReplaceWith(shown);
        }

        var type = activity.Text("type");
        var versions = known.Where(d => d.TypeName == type).Select(d => d.Version).ToList();
        if (versions.Count == 0)
            return type == Placeholder ? activity : PlaceholderFor(activity);
        if (!versions.Contains(activity.Number("version") ?? 1))
            activity["version"] = versions.Max();
        return activity;
    }

    /// <summary>Puts the originals back where placeholders were sent; what the author moved or named stays.</summary>
    public static JsonObject RestoreUnknown(JsonObject activity)
    {
        foreach (var child in activity.ChildActivities().ToList())
        {
            var original = RestoreUnknown(child);
            if (!ReferenceEquals(original, child))
                child.ReplaceWith(original);
        }

        if (activity.Text("type") != Placeholder || Original(activity) is not { } restored)
            return activity;
        foreach (var name in new[] { "id", "metadata", "name" })
        {
            if (activity[name] is { } kept)
                restored[name] = kept.DeepClone();
        }

        return restored;
    }

    /// <summary>Fills in what is absent: flags, versions, lists of containers, bend points of connections.</summary>
    public static void Complete(JsonObject activity)
    {
        if (activity.Number("version") is null)
            activity["version"] = 1;
        var custom = activity.Inner("customProperties");
        if (custom.Flag("canStartWorkflow") is null)
            custom["canStartWorkflow"] = false;
        if (custom.Flag("runAsynchronously") is null)
            custom["runAsynchronously"] = false;
        activity.Inner("metadata");
        if (activity.Text("type") is "Elsa.Flowchart")
            CompleteFlowchart(activity);
        else if (activity.Text("type") is "Elsa.Sequence" or "Elsa.Parallel")
            activity.List("activities");
        foreach (var child in activity.ChildActivities())
            Complete(child);
    }

    /// <summary>Gives an id to every activity without one, as the engine would at each compilation anew.</summary>
    public static void GiveIds(JsonObject activity, IIdGenerator ids)
    {
        if (string.IsNullOrEmpty(activity.Text("id")))
            activity["id"] = ids.NewId();
        foreach (var child in activity.ChildActivities())
            GiveIds(child, ids);
    }

    private static void CompleteFlowchart(JsonObject flowchart)
    {
        flowchart.List("activities");
        flowchart.List("variables");
        foreach (var connection in flowchart.List("connections").OfType<JsonObject>())
            connection.List("vertices");
    }

    private static JsonObject PlaceholderFor(JsonObject original)
    {
        var metadata = original["metadata"]?.DeepClone() as JsonObject ?? [];
        if (metadata.Text("displayText") is null)
            metadata["displayText"] = "Not found: " + original.Text("type");
        return new JsonObject
        {
            ["id"] = original["id"]?.DeepClone(),
            ["type"] = Placeholder,
            ["version"] = 1,
            ["name"] = original["name"]?.DeepClone(),
            ["missingTypeName"] = original.Text("type"),
            ["missingTypeVersion"] = original.Number("version") ?? 1,
            ["originalActivityJson"] = original.ToJsonString(ElsaJson.Options),
            ["metadata"] = metadata,
            ["customProperties"] = original["customProperties"]?.DeepClone() ?? new JsonObject(),
        };
    }

    private static JsonObject? Original(JsonObject placeholder)
    {
        try
        {
            return ElsaJson.Parse(placeholder.Text("originalActivityJson")) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            // Somebody wrote the placeholder by hand: it stays one.
            return null;
        }
    }
}
