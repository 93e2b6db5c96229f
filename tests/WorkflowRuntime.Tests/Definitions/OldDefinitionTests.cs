using System.Text.Json.Nodes;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Tests.Hosting;

namespace WorkflowRuntime.Tests.Definitions;

/// <summary>Definitions as Elsa 3.0 to 3.7 wrote them, and a round trip that loses nothing.</summary>
public sealed class OldDefinitionTests : IDisposable
{
    private readonly EngineHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("""[{"Source":{"Activity":"d","Port":"True"},"Target":{"Activity":"a","Port":"In"}}]""")]
    [InlineData("""[{"source":"d","sourcePort":"True","target":"a","targetPort":"In"}]""")]
    [InlineData("""{"$values":[{"source":{"activity":"d","port":"True"},"target":{"activity":"a"}}]}""")]
    [InlineData("""{"source":{"activity":"d","port":"True"},"target":{"activity":"a"}}""")]
    [InlineData("""[{"source":{"activity":"gone"},"target":{"activity":"a"}},{"source":{"activity":"d","port":"True"},"target":{"activity":"a"}}]""")]
    public async Task Connections_InEveryOlderForm_AreRead(string connections)
    {
        var chart = Flow.Chart("d:True>a", "d: Decision true");
        chart["root"]!["connections"] = JsonNode.Parse(connections);

        var id = await _host.StartNewAsync(chart);

        Assert.Equal("d a", await _host.StartedAsync(id));
    }

    [Theory]
    [InlineData("Int32", "5", 5)]
    [InlineData("System.Int32, System.Private.CoreLib, Version=8.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e", "5", 5)]
    [InlineData("UnregisteredClrType:System.Int32, System.Private.CoreLib", "5", 5)]
    [InlineData("Boolean", "true", true)]
    public async Task AVariable_OfAnAliasOrClrTypeName_HasItsType(string typeName, string value, object expected)
    {
        var chart = Flow.Chart("st>t", "t: Task");
        chart["variables"] = new JsonArray(Flow.Variable("v", "V", typeName, value));

        var id = await _host.StartNewAsync(chart);

        Assert.Equal(expected, (await _host.VariablesAsync(id))["V"]);
    }

    [Fact]
    public async Task AVariable_OfATypeThatIsNowhere_IsLeftOut()
    {
        var chart = Flow.Chart("st>t", "t: Task");
        chart["variables"] = new JsonArray(Flow.Variable("v", "V", "Nowhere.Type, Nowhere", "text"), Flow.Variable("w", "W", "String", "text"));

        var id = await _host.StartNewAsync(chart);

        Assert.Equal(["W"], (await _host.VariablesAsync(id)).Keys);
    }

    [Theory]
    [InlineData("WorkflowInstanceStorageDriver", "kept")]
    [InlineData("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", "kept")]
    [InlineData("Elsa.Workflows.Core.Services.WorkflowStorageDriver, Elsa.Workflows.Core", "kept")]
    [InlineData("MemoryStorageDriver", "default")]
    [InlineData(null, "default")]
    public async Task AStorageDriver_ByAnyOfItsNames_DecidesWhatSurvives(string? driver, string expected)
    {
        var chart = Flow.Chart("st>j j>t t>k", "j: Js setVariable('V', 'kept')", "t: Task", "k: Js setVariable('Seen', getVariable('V'))");
        chart["variables"] = new JsonArray(Flow.Variable("v", "V", "String", "default", driver), Flow.Variable("s", "Seen", "String"));
        var id = await _host.StartNewAsync(chart);

        await _host.CompleteTaskAsync(id, "t");

        Assert.Equal(expected, (await _host.VariablesAsync(id))["Seen"]);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", "7")]
    public async Task AnInput_SurvivesASuspensionOnlyWithADriver(string? driver, string? expected)
    {
        var chart = Flow.Chart("st>t t>k", "t: Task", "k: Js setVariable('Seen', getInput('Amount'))");
        chart["inputs"] = new JsonArray(new JsonObject { ["name"] = "Amount", ["type"] = "Int32", ["storageDriverType"] = driver });
        chart["variables"] = new JsonArray(Flow.Variable("s", "Seen", "String"));
        await _host.PublishAsync(chart);
        var id = (await _host.StartAsync("flow", new Dictionary<string, object?> { ["Amount"] = 7 })).InstanceId;

        await _host.CompleteTaskAsync(id, "t");

        Assert.Equal(expected, (await _host.VariablesAsync(id)).GetValueOrDefault("Seen"));
    }

    [Fact]
    public async Task ABareValue_IsALiteral_AndAnOldActivityWithoutIdsRuns()
    {
        const string json = """
            {"DefinitionId":"flow","Name":"Old","Version":1,"Root":{"Type":"Elsa.Sequence","Version":1,"Activities":[
              {"Type":"Elsa.WriteLine","Version":1,"Text":"hello"},
              {"Type":"Elsa.WriteLine","Version":1,"Text":{"TypeName":"String","Expression":{"Type":"Literal","Value":"again"},"MemoryReference":{"Id":"x"}}}]}}
            """;
        await _host.PublishAsync(json);

        var result = await _host.StartAsync("flow");

        var journal = await _host.JournalAsync(result.InstanceId);
        Assert.Equal("Sequence1 WriteLine1 WriteLine2", journal.Started());
        Assert.Equal(["{\"Text\":\"hello\"}", "{\"Text\":\"again\"}"], journal.Executions.Where(e => e.ActivityType == "Elsa.WriteLine").Select(e => e.ActivityState));
    }

    [Fact]
    public void ARoundTrip_KeepsWhatItDoesNotKnow()
    {
        const string json = """
            {"definitionId":"flow","name":"Trip","version":3,"future":{"nested":[1,2.50,null,"x"],"big":12345678901234567890},"root":{"id":"r","type":"Acme.Unknown","version":7,
             "strange":{"a":{"b":true}},"metadata":{"designer":{"position":{"x":1.5,"y":-2}}},"customProperties":{"tags":["a"]}},"customProperties":{"k":"v"}}
            """;

        var written = WorkflowDefinitionJson.Write(WorkflowDefinitionJson.Parse(json).Definition!);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(written)), written);
    }

    [Fact]
    public async Task SavingAndLoading_KeepsWhatIsNotKnown()
    {
        var chart = Flow.Chart("st>a");
        chart["future"] = new JsonObject { ["deep"] = new JsonArray(1, "two") };
        chart["root"]!["activities"]![1]!["strange"] = 2.5;
        await _host.PublishAsync(chart);

        var row = await _host.ReadAsync(async (store, ct) => await store.FindDefinitionAsync((await store.FindVersionAsync("flow", VersionOptions.Published, ct))!.Id, ct));
        var stored = JsonNode.Parse(row!.Json)!;

        Assert.True(JsonNode.DeepEquals(chart["future"], stored["future"]));
        Assert.True(JsonNode.DeepEquals(chart["root"], stored["root"]));
    }
}
