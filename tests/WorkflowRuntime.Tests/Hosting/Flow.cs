using System.Text.Json.Nodes;

namespace WorkflowRuntime.Tests.Hosting;

/// <summary>
/// Definitions in short: <c>Flow.Chart("st>a a>d d:True>z", "d: Decision true")</c>. An activity that is not described is a WriteLine,
/// except <c>st</c> (Start).
/// </summary>
internal static class Flow
{
    public const string InstanceDriver = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core";

    public static JsonObject Chart(string edges, params string[] nodes) => Definition(ChartRoot("flow1", edges, nodes));

    public static JsonObject Definition(JsonObject root, string id = "flow", JsonArray? variables = null, JsonObject? options = null) => new()
    {
        ["definitionId"] = id,
        ["name"] = id,
        ["version"] = 1,
        ["variables"] = variables ?? [],
        ["inputs"] = new JsonArray(),
        ["outputs"] = new JsonArray(),
        ["outcomes"] = new JsonArray(),
        ["options"] = options ?? [],
        ["root"] = root,
    };

    public static JsonObject ChartRoot(string id, string edges, params string[] nodes)
    {
        var described = nodes.Select(Describe).ToDictionary(node => node["id"]!.GetValue<string>());
        var order = new List<string>();
        var connections = new JsonArray();
        foreach (var edge in edges.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = edge.Split('>');
            var source = ends[0].Split(':');
            AddOnce(source[0]);
            if (ends.Length == 1)
                continue;
            AddOnce(ends[1]);
            connections.Add(Connection(source[0], source.Length > 1 ? source[1] : "Done", ends[1]));
        }

        return new JsonObject
        {
            ["id"] = id,
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = new JsonArray(order.Select(name => (JsonNode?)(described.GetValueOrDefault(name) ?? Plain(name, name == "st" ? "Elsa.Start" : "Elsa.WriteLine"))).ToArray()),
            ["connections"] = connections,
        };

        void AddOnce(string name)
        {
            if (!order.Contains(name))
                order.Add(name);
        }
    }

    public static JsonObject Sequence(string id, params JsonObject[] activities) => List(id, "Elsa.Sequence", activities);

    public static JsonObject List(string id, string type, params JsonObject[] activities)
    {
        var json = Plain(id, type);
        json["activities"] = new JsonArray(activities.Select(a => (JsonNode?)a).ToArray());
        return json;
    }

    public static JsonObject Node(string description) => Describe(description);

    public static JsonObject With(this JsonObject activity, string name, JsonNode? value)
    {
        activity[name] = value;
        return activity;
    }

    public static JsonObject Input(string typeName, string expressionType, JsonNode? value) => new()
    {
        ["typeName"] = typeName,
        ["expression"] = new JsonObject { ["type"] = expressionType, ["value"] = value },
    };

    public static JsonObject Variable(string id, string name, string type = "Object", string? value = null, string? driver = InstanceDriver) => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["typeName"] = type,
        ["isArray"] = false,
        ["value"] = value,
        ["storageDriverTypeName"] = driver,
    };

    private static JsonObject Connection(string source, string port, string target) => new()
    {
        ["source"] = new JsonObject { ["activity"] = source, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
    };

    private static JsonObject Describe(string description)
    {
        var id = description[..description.IndexOf(':')].Trim();
        var words = description[(description.IndexOf(':') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var argument = words.Length > 1 ? string.Join(' ', words[1..]) : "";
        return words[0] switch
        {
            "Merge" => Plain(id, "Elsa.WriteLine").With("customProperties", new JsonObject { ["mergeMode"] = argument }),
            "Task" => Plain(id, "Elsa.RunTask").With("taskName", Input("String", "Literal", id)),
            "Event" => Plain(id, "Elsa.Event").With("eventName", Input("String", "Literal", argument)),
            "Decision" => Plain(id, "Elsa.FlowDecision").With("condition", Input("Boolean", "JavaScript", argument)),
            "Join" => Plain(id, "Elsa.FlowJoin").With("mode", Input("FlowJoinMode", "Literal", argument)),
            "Fork" => Plain(id, "Elsa.FlowFork").With("branches", Input("List<String>", "Object", "[" + string.Join(',', argument.Split(' ').Select(name => $"\"{name}\"")) + "]")),
            "Delay" => Plain(id, "Elsa.Delay").With("timeSpan", Input("TimeSpan", "Literal", argument)),
            "Js" => Plain(id, "Elsa.RunJavaScript").With("script", Input("String", "Literal", argument)),
            "Switch" when argument.Length > 0 => Switch(id, argument),
            "Fault" => Plain(id, "Elsa.Fault").With("message", Input("String", "Literal", argument)),
            "Publish" => Plain(id, "Elsa.PublishEvent").With("eventName", Input("String", "Literal", argument)),
            var type => Plain(id, type.Contains('.', StringComparison.Ordinal) ? type : "Elsa." + type),
        };
    }

    /// <summary>"MatchAny A=true B=false"</summary>
    private static JsonObject Switch(string id, string argument)
    {
        var words = argument.Split(' ');
        var cases = words[1..].Select(word => word.Split('=')).Select(pair => (JsonNode?)new JsonObject
        {
            ["label"] = pair[0],
            ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = pair[1] },
        });
        return Plain(id, "Elsa.FlowSwitch").With("cases", new JsonArray(cases.ToArray())).With("mode", Input("SwitchMode", "Literal", words[0]));
    }

    private static JsonObject Plain(string id, string type) => new() { ["id"] = id, ["name"] = id, ["type"] = type, ["version"] = 1 };
}
