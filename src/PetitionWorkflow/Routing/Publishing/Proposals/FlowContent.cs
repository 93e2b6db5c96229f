using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing.Proposals;

/// <summary>What a version says, apart from which version it is: equal content has an equal hash, in whatever order it is written down.</summary>
internal static class FlowContent
{
    private static readonly HashSet<string> OfTheVersion = ["id", "version", "isLatest", "isPublished", "createdAt", "toolVersion", "links"];

    public static string HashOf(WorkflowDefinition definition)
    {
        var content = definition.Clone().Json;
        foreach (var name in OfTheVersion)
        {
            content.Remove(name);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(InOrder(content)?.ToJsonString() ?? "")));
    }

    private static JsonNode? InOrder(JsonNode? node) => node switch
    {
        JsonObject json => new JsonObject(json.Where(p => p.Value is not null).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, InOrder(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(InOrder)]),
        _ => node?.DeepClone(),
    };
}
