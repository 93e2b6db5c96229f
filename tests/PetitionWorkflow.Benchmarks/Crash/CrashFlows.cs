using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Benchmarks.Crash;

/// <summary>Random flowcharts of events, tasks, short delays, joins, decisions and counters; the same ones in every process.</summary>
internal static class CrashFlows
{
    public const int Count = 12;
    public const string Event = "go";

    private static readonly string[] Kinds = ["Elsa.Event", "Elsa.Event", "Elsa.Event", "Elsa.Delay", "Elsa.Delay", "Elsa.RunTask", "Elsa.FlowDecision", "Elsa.RunJavaScript", "Elsa.FlowJoin", "Elsa.WriteLine"];

    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"crash-{number}");

    public static IEnumerable<WorkflowDefinition> All() => Enumerable.Range(0, Count).Select(Make);

    /// <summary>Makes the database of a campaign, with the flows in it.</summary>
    public static async Task PublishAsync(string folder)
    {
        await using var service = await BenchService.StartAsync(folder: folder);
        foreach (var definition in All())
        {
            await service.Runner.RunAsync<bool>(async services =>
            {
                await services.GetRequiredService<WorkflowPublisher>().SaveAsync(definition, publish: true);
                return true;
            });
        }
    }

    private static WorkflowDefinition Make(int number)
    {
        var random = new Random(number);
        var activities = new JsonArray(new JsonObject { ["id"] = "st", ["type"] = "Elsa.Start", ["version"] = 1 });
        var connections = new JsonArray();
        var ids = new List<(string Id, string Kind)> { ("st", "Elsa.Start") };
        for (var i = 0; i < 8; i++)
        {
            var kind = Kinds[random.Next(Kinds.Length)];
            var id = string.Create(CultureInfo.InvariantCulture, $"n{i}");
            activities.Add(MakeActivity(id, kind, random));
            Connect(connections, ids[random.Next(Math.Max(0, ids.Count - 3), ids.Count)], id, random);
            ids.Add((id, kind));
        }

        for (var i = 0; i < 6; i++)
        {
            var (from, to) = (random.Next(1, ids.Count), random.Next(1, ids.Count));
            // Back only from what waits for somebody: neither a burst nor the clock alone may go round for ever.
            if (to > from || ids[from].Kind is "Elsa.Event" or "Elsa.RunTask")
            {
                Connect(connections, ids[from], ids[to].Id, random);
            }
        }

        var json = new JsonObject
        {
            ["definitionId"] = Name(number),
            ["name"] = Name(number),
            ["variables"] = new JsonArray(new JsonObject { ["id"] = "v", ["name"] = "N", ["typeName"] = "Int32", ["value"] = "0", ["storageDriverTypeName"] = "WorkflowInstanceStorageDriver" }),
            ["options"] = new JsonObject { ["incidentStrategyType"] = "ContinueWithIncidentsStrategy" },
            ["root"] = new JsonObject { ["id"] = "flow1", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = activities, ["connections"] = connections },
        };
        return WorkflowDefinitionJson.Parse(json.ToJsonString()).Definition ?? throw new InvalidOperationException("A random flow does not parse.");
    }

    private static JsonObject MakeActivity(string id, string kind, Random random)
    {
        var json = new JsonObject { ["id"] = id, ["type"] = kind, ["version"] = 1 };
        (string Name, string Type, string Syntax, string Value)? input = kind switch
        {
            "Elsa.Event" => ("eventName", "String", "Literal", Event),
            "Elsa.Delay" => ("timeSpan", "TimeSpan", "Literal", random.Next(2) == 0 ? "00:00:00.010" : "00:00:00.150"),
            "Elsa.RunTask" => ("taskName", "String", "Literal", id),
            "Elsa.FlowDecision" => ("condition", "Boolean", "JavaScript", "(variables.N = variables.N + 1) % 4 > 0"),
            "Elsa.RunJavaScript" => ("script", "String", "Literal", "variables.N = variables.N + 1"),
            "Elsa.FlowJoin" => ("mode", "FlowJoinMode", "Literal", random.Next(3) == 0 ? "WaitAll" : "WaitAny"),
            _ => null,
        };
        if (input is { } given)
        {
            json[given.Name] = new JsonObject { ["typeName"] = given.Type, ["expression"] = new JsonObject { ["type"] = given.Syntax, ["value"] = given.Value } };
        }

        return json;
    }

    private static void Connect(JsonArray connections, (string Id, string Kind) source, string target, Random random) => connections.Add(new JsonObject
    {
        ["source"] = new JsonObject { ["activity"] = source.Id, ["port"] = source.Kind == "Elsa.FlowDecision" ? (random.Next(3) == 0 ? "False" : "True") : "Done" },
        ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
    });
}
