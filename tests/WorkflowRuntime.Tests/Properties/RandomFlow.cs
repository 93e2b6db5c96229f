using System.Text.Json.Nodes;
using CsCheck;
using WorkflowRuntime.Tests.Hosting;

namespace WorkflowRuntime.Tests.Properties;

/// <summary>Random flowcharts with loops, joins, waits, faults and dead ends, and what people then do to them.</summary>
internal static class RandomFlow
{
    private static readonly Gen<string> Node = Gen.OneOf(
        "WriteLine", "WriteLine", "Task", "Task", "Event go", "Delay 00:00:05", "Decision", "Decision", "Join WaitAny", "Join WaitAll",
        "Merge Merge", "Merge Race", "Merge Cascade", "Merge Converge", "Fault no", "End", "Finish", "Complete", "Js",
        "Switch MatchAny A=true B=variables.I>2 C=false");

    private static readonly Gen<(int From, int To, int Port)> Edge = Gen.Select(Gen.Int[0, 9], Gen.Int[1, 9], Gen.Int[0, 3]);

    public static readonly Gen<JsonObject> Definitions = Gen.Select(Node.Array[9], Edge.Array[6, 18], Gen.Bool).Select(Build);

    /// <summary>Which of the open waits is served next; a step beyond them moves the clock.</summary>
    public static readonly Gen<int[]> Steps = Gen.Int[0, 5].Array[0, 8];

    private static JsonObject Build(string[] nodes, (int From, int To, int Port)[] edges, bool goesOn)
    {
        // Every activity can be reached: a chain first, then whatever the edges say.
        var texts = Enumerable.Range(1, nodes.Length).Where(i => i % 2 == 1 || i < 4).Select(i => $"{Name(i / 2, nodes)}>n{i}")
            .Concat(edges.Select(e => $"{Source(e.From, e.Port, nodes)}>n{e.To}"));
        var described = nodes.Select((node, i) => Describe($"n{i + 1}", node)).ToArray();
        var chart = Flow.Chart(string.Join(' ', texts.Distinct()), described);
        chart["variables"] = new JsonArray(Flow.Variable("i", "I", "Int32", "0"));
        if (goesOn)
            chart["options"] = new JsonObject { ["incidentStrategyType"] = "ContinueWithIncidentsStrategy" };
        return chart;
    }

    private static string Describe(string id, string node) => node switch
    {
        "Decision" => $"{id}: Decision (variables.I = variables.I + 1) % 3 < 2",
        "Js" => $"{id}: Js variables.I = variables.I + 1",
        _ => $"{id}: {node}",
    };

    private static string Name(int index, string[] nodes) => Source(index, 0, nodes);

    private static string Source(int index, int port, string[] nodes)
    {
        if (index == 0)
            return "st";
        return nodes[index - 1] switch
        {
            "Decision" => $"n{index}:{(port % 2 == 0 ? "True" : "False")}",
            { } s when s.StartsWith("Switch", StringComparison.Ordinal) => $"n{index}:{new[] { "A", "B", "C", "Default" }[port]}",
            _ => $"n{index}",
        };
    }
}
