using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.ElsaApi.Wire;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>Reads a definition that a client sent. What cannot be read is refused with the place and the reason.</summary>
internal static class DefinitionReader
{
    /// <summary>Keys of an answer that are no part of the definition.</summary>
    private static readonly string[] NotStored = ["links", "isMaterializerAvailable", "materializerName", "materializerContext", "providerName", "$schema", "tenantId"];

    public static WorkflowDefinition Read(JsonObject json)
    {
        if (IsElsa2(json))
            throw new ElsaRefusedException(StatusCodes.Status400BadRequest, ElsaTexts.Elsa2());
        var copy = (JsonObject)json.DeepClone();
        foreach (var name in NotStored)
            copy.Remove(name);
        ConnectionCasing.Correct(copy["root"] as JsonObject);
        var reading = WorkflowDefinitionJson.Parse(copy.ToJsonString(ElsaJson.Options));
        return reading.Definition ?? throw new ElsaRefusedException(StatusCodes.Status400BadRequest, ElsaTexts.Unreadable(reading.Place!, reading.Error!));
    }

    public static WorkflowDefinition Read(string file, byte[] utf8)
    {
        var reading = WorkflowDefinitionJson.Parse(utf8);
        if (reading.Definition is not { } definition)
            throw new ElsaRefusedException(StatusCodes.Status400BadRequest, IsElsa2(utf8) ? ElsaTexts.Elsa2() : ElsaTexts.Unreadable($"{file}, {reading.Place}", reading.Error!));
        var json = definition.Json;
        if (!IsElsa2(json) && json["root"] is null && json["$schema"] is null)
            throw new ElsaRefusedException(StatusCodes.Status400BadRequest, ElsaTexts.NotADefinition(file));
        return Read(json);
    }

    /// <summary>What Elsa 2 wrote is seldom readable as Elsa 3's, and that it is Elsa 2's is the reason that helps.</summary>
    private static bool IsElsa2(byte[] utf8)
    {
        try
        {
            return JsonNode.Parse(utf8, documentOptions: ElsaJson.Reading) is JsonObject json && IsElsa2(json);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Elsa 2 kept activities and connections at the top, and connections named source and target activity ids with an outcome.</summary>
    private static bool IsElsa2(JsonObject json) =>
        json["root"] is null && json["activities"] is JsonArray && (json["connections"] is JsonArray || json.ContainsKey("persistenceBehavior") || json.ContainsKey("deleteCompletedInstances"));
}

/// <summary>Old exports spell the keys of connections in Pascal case, which the designer does not read.</summary>
internal static class ConnectionCasing
{
    public static void Correct(JsonObject? activity)
    {
        if (activity is null)
            return;
        foreach (var connection in (activity["connections"] as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            Rename(connection);
            foreach (var end in connection.Select(p => p.Value).OfType<JsonObject>().ToList())
                Rename(end);
        }

        foreach (var child in activity.ChildActivities())
            Correct(child);
    }

    private static void Rename(JsonObject json)
    {
        foreach (var (name, value) in json.Where(p => p.Key.Length > 0 && char.IsUpper(p.Key[0])).ToList())
        {
            json.Remove(name);
            json[char.ToLowerInvariant(name[0]) + name[1..]] = value;
        }
    }
}
