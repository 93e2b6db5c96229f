using System.Text.Json.Nodes;

namespace WorkflowRuntime.ElsaApi.Tests.Hosting;

/// <summary>Small definitions.</summary>
internal static class Flows
{
    public static JsonObject Definition(string id, JsonArray activities, params (string From, string Port, string To)[] connections) => new()
    {
        ["definitionId"] = id,
        ["name"] = "Flow " + id,
        ["description"] = "About " + id,
        ["variables"] = new JsonArray(new JsonObject { ["id"] = "v1", ["name"] = "Seen", ["typeName"] = "String", ["value"] = "no", ["storageDriverTypeName"] = "WorkflowInstanceStorageDriver" }),
        ["root"] = new JsonObject
        {
            ["id"] = "flow",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = activities,
            ["connections"] = new JsonArray([.. connections.Select(c => (JsonNode)new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = c.From, ["port"] = c.Port }, ["target"] = new JsonObject { ["activity"] = c.To, ["port"] = "In" },
            })]),
        },
    };

    public static JsonObject Step(string id, string type, params (string Input, JsonNode Value)[] inputs)
    {
        var json = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1, ["name"] = id };
        foreach (var (input, value) in inputs)
            json[input] = value;
        return json;
    }

    public static JsonObject Literal(string value) => Expression("Literal", value);

    public static JsonObject Expression(string type, string value) => new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    /// <summary>Waits for an event, then ends.</summary>
    public static JsonObject Waiting(string id, string eventName = "Go") => Definition(
        id, [Step("start", "Elsa.Start"), Step("wait", "Elsa.Event", ("eventName", Literal(eventName))), Step("end", "Elsa.End")],
        ("start", "Done", "wait"), ("wait", "Done", "end"));

    /// <summary>Asks for a task, then ends.</summary>
    public static JsonObject Asking(string id) => Definition(
        id, [Step("start", "Elsa.Start"), Step("ask", "Elsa.RunTask", ("taskName", Literal("Look"))), Step("end", "Elsa.End")],
        ("start", "Done", "ask"), ("ask", "Done", "end"));

    /// <summary>Decides by a script.</summary>
    public static JsonObject Deciding(string id, string script) => Definition(
        id, [Step("start", "Elsa.Start"), Step("decide", "Elsa.FlowDecision", ("condition", Expression("JavaScript", script))), Step("end", "Elsa.End")],
        ("start", "Done", "decide"), ("decide", "True", "end"), ("decide", "False", "end"));

    /// <summary>Ends at once.</summary>
    public static JsonObject Short(string id) => Definition(id, [Step("start", "Elsa.Start"), Step("end", "Elsa.End")], ("start", "Done", "end"));
}
