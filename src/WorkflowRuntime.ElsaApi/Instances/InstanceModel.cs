using System.Globalization;
using System.Text.Json.Nodes;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Execution.State;
using WorkflowRuntime.Incidents;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Instances;

/// <summary>An instance with its state, as Studio's viewer reads it.</summary>
internal static class InstanceModel
{
    public static JsonObject Of(WorkflowInstanceRow row, InstanceState state)
    {
        var json = Head(row);
        json["workflowState"] = StateOf(row, state);
        json["isExecuting"] = row.SubStatus == WorkflowSubStatus.Executing;
        json["incidentCount"] = row.IncidentCount;
        json["isSystem"] = row.IsSystem;
        AddMoments(json, row);
        return json;
    }

    public static JsonObject StateOf(WorkflowInstanceRow row, InstanceState state)
    {
        var byId = state.Contexts.ToDictionary(c => c.Id);
        var json = new JsonObject
        {
            ["id"] = row.Id,
            ["definitionId"] = row.DefinitionId,
            ["definitionVersionId"] = row.DefinitionVersionId,
            ["definitionVersion"] = row.Version,
            ["correlationId"] = row.CorrelationId,
            ["name"] = row.Name,
            ["parentWorkflowInstanceId"] = row.ParentInstanceId,
            ["status"] = row.Status.ToString(),
            ["subStatus"] = row.SubStatus.ToString(),
            ["isExecuting"] = row.SubStatus == WorkflowSubStatus.Executing,
            ["bookmarks"] = List(state.Bookmarks, b => Bookmark(row.Id, b, byId)),
            ["incidents"] = List(state.Incidents, i => Incident(row.Id, i)),
            ["isSystem"] = row.IsSystem,
            ["completionCallbacks"] = List(state.Callbacks, c => new JsonObject
            {
                ["ownerInstanceId"] = ExecutionIds.Show(row.Id, c.OwnerId), ["childNodeId"] = c.ChildNodeId, ["methodName"] = c.Method,
            }),
            ["activityExecutionContexts"] = List(state.Contexts, c => Context(row.Id, c, byId)),
            ["scheduledActivities"] = List(state.Queue, q => new JsonObject
            {
                ["activityNodeId"] = q.NodeId, ["ownerContextId"] = ExecutionIds.ShowOptional(row.Id, q.OwnerId), ["tag"] = q.Tag,
            }),
            ["executionLogSequence"] = state.JournalSequence,
            ["input"] = ElsaJson.OfValues(state.Input),
            ["output"] = ElsaJson.OfValues(state.Output),
            ["properties"] = ElsaJson.OfValues(state.Properties),
        };
        RemoveNulls(json);
        AddMoments(json, row);
        return json;
    }

    public static JsonObject Exception(ExceptionState exception)
    {
        var json = new JsonObject { ["type"] = exception.Type, ["message"] = exception.Message };
        if (exception.StackTrace is { } trace)
            json["stackTrace"] = trace;
        if (exception.InnerException is { } inner)
            json["innerException"] = Exception(inner);
        if (exception.Line is { } line)
            json["metadata"] = Place(line, exception.Column);
        return json;
    }

    /// <summary>As texts: Studio reads nothing else here.</summary>
    private static JsonObject Place(int line, int? column)
    {
        var place = new JsonObject { ["line"] = line.ToString(CultureInfo.InvariantCulture) };
        if (column is { } given)
            place["column"] = given.ToString(CultureInfo.InvariantCulture);
        return place;
    }

    /// <summary>The activity's own id: the last part of its node id.</summary>
    private static string ActivityIdOf(string nodeId) => nodeId[(nodeId.LastIndexOf(':') + 1)..].Split('~')[0];

    private static JsonObject Head(WorkflowInstanceRow row)
    {
        var json = new JsonObject
        {
            ["id"] = row.Id, ["definitionId"] = row.DefinitionId, ["definitionVersionId"] = row.DefinitionVersionId, ["version"] = row.Version,
            ["parentWorkflowInstanceId"] = row.ParentInstanceId, ["correlationId"] = row.CorrelationId, ["name"] = row.Name,
            ["status"] = row.Status.ToString(), ["subStatus"] = row.SubStatus.ToString(),
        };
        RemoveNulls(json);
        return json;
    }

    private static JsonObject Bookmark(string instanceId, BookmarkState bookmark, Dictionary<string, ContextState> contexts)
    {
        var nodeId = contexts.TryGetValue(bookmark.ContextId, out var context) ? context.NodeId : "";
        var json = new JsonObject
        {
            ["id"] = bookmark.Id, ["name"] = bookmark.Name, ["hash"] = bookmark.Hash, ["payload"] = ElsaJson.Parse(bookmark.Payload),
            ["activityId"] = ActivityIdOf(nodeId), ["activityNodeId"] = nodeId, ["activityInstanceId"] = ExecutionIds.Show(instanceId, bookmark.ContextId),
            ["createdAt"] = ElsaJson.Moment(bookmark.CreatedAt), ["autoBurn"] = bookmark.AutoBurn, ["callbackMethodName"] = bookmark.Callback,
            ["autoComplete"] = bookmark.AutoComplete,
            ["metadata"] = bookmark.Metadata is { Count: > 0 } metadata ? new JsonObject(metadata.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value))) : null,
        };
        RemoveNulls(json);
        return json;
    }

    private static JsonObject Incident(string instanceId, Incident incident)
    {
        var json = new JsonObject
        {
            ["activityId"] = incident.ActivityId, ["activityNodeId"] = incident.ActivityNodeId, ["activityType"] = incident.ActivityType,
            ["activityInstanceId"] = ExecutionIds.Show(instanceId, incident.ActivityInstanceId), ["message"] = incident.Message,
            ["timestamp"] = ElsaJson.Moment(incident.Timestamp),
        };
        if (incident.Exception is { } exception)
            json["exception"] = Exception(exception);
        return json;
    }

    /// <summary>What a running context keeps for itself, its variables among it.</summary>
    public static JsonObject PropertiesOf(ContextState context)
    {
        var properties = ElsaJson.OfValues(context.Properties?.Where(p => p.Value is not System.Text.Json.JsonElement));
        foreach (var (name, value) in context.Properties ?? [])
        {
            if (value is System.Text.Json.JsonElement element)
                properties[name] = JsonNode.Parse(element.GetRawText());
        }

        if (context.Variables is { Count: > 0 } variables)
            properties["Variables"] = ElsaJson.OfValues(variables);
        return properties;
    }

    private static JsonObject Context(string instanceId, ContextState context, Dictionary<string, ContextState> contexts)
    {
        var json = new JsonObject
        {
            ["id"] = ExecutionIds.Show(instanceId, context.Id), ["callStackDepth"] = context.CallStackDepth,
            ["parentContextId"] = ExecutionIds.ShowOptional(instanceId, context.ParentId), ["scheduledActivityNodeId"] = context.NodeId,
            ["ownerActivityNodeId"] = context.ParentId is { } parent && contexts.TryGetValue(parent, out var owner) ? owner.NodeId : null,
            ["properties"] = PropertiesOf(context), ["metadata"] = new JsonObject(), ["activityState"] = ElsaJson.OfValues(context.Inputs),
            ["dynamicVariables"] = new JsonArray(), ["status"] = context.Status.ToString(), ["isExecuting"] = false, ["faultCount"] = context.FaultCount,
            ["startedAt"] = ElsaJson.Moment(context.StartedAt), ["completedAt"] = context.CompletedAt is { } at ? ElsaJson.Moment(at) : null, ["tag"] = context.Tag,
        };
        RemoveNulls(json);
        return json;
    }

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonObject> write) => new([.. items.Select(item => (JsonNode)write(item))]);

    private static void AddMoments(JsonObject json, WorkflowInstanceRow row)
    {
        json["createdAt"] = ElsaJson.Moment(row.CreatedAt);
        json["updatedAt"] = ElsaJson.Moment(row.UpdatedAt);
        if (row.FinishedAt is { } finished)
            json["finishedAt"] = ElsaJson.Moment(finished);
    }

    private static void RemoveNulls(JsonObject json)
    {
        foreach (var name in json.Where(p => p.Value is null).Select(p => p.Key).ToList())
            json.Remove(name);
    }
}
