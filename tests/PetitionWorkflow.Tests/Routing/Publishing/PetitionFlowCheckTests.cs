using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Routing.Definitions;
using PetitionWorkflow.Routing.Publishing;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Tests.Routing.Publishing;

/// <summary>What is looked at before a petition flow is in force, each on the shipped flow with one thing broken.</summary>
public sealed class PetitionFlowCheckTests
{
    private static readonly ServiceProvider Services = BuildServices();

    public PetitionFlowCheckTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");

    [Fact]
    public async Task ShippedFlows_HaveNothingWrong()
    {
        foreach (var flow in ShippedWorkflows.All)
        {
            Assert.Empty(await CheckAsync(flow));
        }
    }

    /// <summary>Studio draws a step as wide as its name, and writes its exits beside it.</summary>
    [Fact]
    public void ShippedFlows_LeaveRoomForTheNamesOfStepsAndExits()
    {
        foreach (var flow in ShippedWorkflows.All)
        {
            var places = flow.Root!["activities"]!.AsArray().Select(a => (Id: (string)a!["id"]!, At: a["metadata"]!["designer"]!["position"]!))
                .Select(a => (a.Id, X: (double)a.At["x"]!, Y: (double)a.At["y"]!)).ToList();
            Assert.All(places, step => Assert.DoesNotContain(places, other => other.Id != step.Id && Math.Abs(other.X - step.X) < 300 && Math.Abs(other.Y - step.Y) < 120));
        }
    }

    [Fact]
    public async Task FlowWithoutPetitionSteps_IsNobodysBusiness()
    {
        var flow = new WorkflowDefinition(JsonNode.Parse("""{"definitionId":"x","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[{"id":"a","type":"No.Such","version":1}],"connections":[]}}""")!.AsObject());
        Assert.Empty(await CheckAsync(flow));
    }

    [Fact]
    public Task UnknownActivity_IsAnError() => FindsAsync("类型“No.Such”不存在", flow => Step(flow, "verify")["type"] = "No.Such");

    [Fact]
    public Task DanglingConnection_IsAnError() => FindsAsync("有一端没有步骤", flow => Connection(flow, "verify", "Rework")["target"]!["activity"] = "gone");

    [Fact]
    public Task ConnectionFromAnExitThatIsNotThere_IsAnError() => FindsAsync("没有出口“Nowhere”", flow => Connection(flow, "verify", "Rework")["source"]!["port"] = "Nowhere");

    [Fact]
    public Task OutcomeWithoutConnection_IsAnError() => FindsAsync("出口“Rework”没有连线", flow => Remove(flow, "verify", "Rework"));

    [Fact]
    public Task UnreachableStep_IsAnError() => FindsAsync("没有任何路径到达", flow => Remove(flow, "preliminary-review", "Duplicate"));

    [Fact]
    public async Task StepsOfOneName_AreToldApart()
    {
        var flow = Petition();
        foreach (var id in new[] { "verify", "classify" })
        {
            Step(flow, id)["metadata"]!["displayText"] = "同名";
            Step(flow, id)["type"] = "No.Such";
        }

        var messages = (await CheckAsync(flow)).Select(f => f.Message).ToList();

        Assert.Contains(messages, m => m.Contains("“同名 [verify]”的类型", StringComparison.Ordinal));
        Assert.Contains(messages, m => m.Contains("“同名 [classify]”的类型", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EverythingBehindACut_IsToldOnce()
    {
        var flow = Petition();
        Remove(flow, "is-answered", "False");
        Assert.Single(await CheckAsync(flow), f => f.Message.Contains("没有任何路径到达", StringComparison.Ordinal) && f.Message.Contains("初步审查", StringComparison.Ordinal));
    }

    [Fact]
    public Task BrokenForm_IsAnError() => FindsAsync("自定义表单有误", flow =>
    {
        Step(flow, "verify")["taskType"] = JsonNode.Parse("""{"typeName":"String","expression":{"type":"Literal","value":"custom"}}""");
        Step(flow, "verify")["form"] = JsonNode.Parse("""{"typeName":"String","expression":{"type":"Literal","value":"[{\"name\":\"1 a\",\"kind\":\"text\"}]"}}""");
    });

    [Fact]
    public Task BrokenScript_IsAnError() => FindsAsync("脚本有误", flow =>
        Step(flow, "is-answered")["condition"] = JsonNode.Parse("""{"typeName":"Boolean","expression":{"type":"JavaScript","value":"return ((1"}}"""));

    [Fact]
    public Task NoWayToTheArchive_IsAnError() => FindsAsync("没有通往归档的路径", flow => Step(flow, "archive-resolved")["type"] = "Elsa.End");

    [Fact]
    public Task ArchiveWithoutVerification_IsAnError() => FindsAsync("不经审核核实", flow => Connection(flow, "record-feedback", "Done")["target"]!["activity"] = "opinion");

    [Fact]
    public Task DeliveredOpinionThatWasNeverIssued_IsAnError() => FindsAsync("复查权利告知", flow => Connection(flow, "verify", "Pass")["target"]!["activity"] = "deliver");

    [Fact]
    public Task ReviewWindowThatIsNotCounted_IsAnError() => FindsAsync("K08", flow => Connection(flow, "stop-k05", "Done")["target"]!["activity"] = "archive-resolved");

    [Fact]
    public Task JoinOfAChoice_IsAWarning() => WarnsAsync("可能一直停在这里", flow => Custom(Step(flow, "handle"))["mergeMode"] = "Merge");

    [Fact]
    public Task UnevenBranchesThatMeet_AreAWarning() => WarnsAsync("执行两次", flow =>
    {
        // Two ways out of the same exit, one of them longer.
        Connections(flow).Add(JsonNode.Parse("""{"source":{"activity":"accept","port":"Done"},"target":{"activity":"acceptance-notice","port":"In"}}"""));
    });

    [Fact]
    public Task RaceWithABranchThatWaits_IsAWarning() => WarnsAsync("永远不会结束", flow =>
    {
        Connections(flow).Add(JsonNode.Parse("""{"source":{"activity":"result-feedback","port":"Done"},"target":{"activity":"verify","port":"In"}}"""));
        Connections(flow).Add(JsonNode.Parse("""{"source":{"activity":"result-feedback","port":"Done"},"target":{"activity":"coordination-meeting","port":"In"}}"""));
        Custom(Step(flow, "opinion"))["mergeMode"] = "Race";
    });

    [Fact]
    public void Difference_SaysWhatChanged_AndNotWhatOnlyMoved()
    {
        var difference = Services.GetRequiredService<FlowDifference>();
        var before = Petition();
        var moved = before.Clone();
        Step(moved, "verify")["metadata"]!["designer"]!["position"]!["x"] = 7;
        Assert.Contains("没有变化", Assert.Single(difference.Between(before, moved)), StringComparison.Ordinal);

        var after = before.Clone();
        Remove(after, "verify", "Rework");
        Step(after, "verify")["dueDays"] = JsonNode.Parse("""{"typeName":"Int32?","expression":{"type":"Literal","value":"3"}}""");
        Step(after, "verify")["metadata"]!["displayText"] = "核实";
        after.Json["variables"]!.AsArray().Add(JsonNode.Parse("""{"id":"n","name":"Note","typeName":"String"}"""));
        Assert.Equal(
            ["步骤“审核办理结果”改名为“核实”", "步骤“核实”的Due in days：（空） → 3", "删除连线：核实 —Rework→ 退回重新办理", "修改了流程变量：Note"],
            difference.Between(before, after));
        Assert.Contains("首次发布", Assert.Single(difference.Between(null, after)), StringComparison.Ordinal);
    }

    private static Task FindsAsync(string message, Action<WorkflowDefinition> breakIt) => ExpectAsync(message, breakIt, isWarning: false);

    private static Task WarnsAsync(string message, Action<WorkflowDefinition> breakIt) => ExpectAsync(message, breakIt, isWarning: true);

    private static async Task ExpectAsync(string message, Action<WorkflowDefinition> breakIt, bool isWarning)
    {
        var flow = Petition();
        breakIt(flow);
        var findings = await CheckAsync(flow);
        Assert.True(findings.Any(f => f.IsWarning == isWarning && f.Message.Contains(message, StringComparison.Ordinal)), string.Join('\n', findings));
    }

    private static async Task<IReadOnlyList<PublishFinding>> CheckAsync(WorkflowDefinition flow)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PetitionFlowCheck>().CheckAsync(flow, TestContext.Current.CancellationToken);
    }

    private static WorkflowDefinition Petition() => ShippedWorkflows.All.Single(f => f.DefinitionId == "petition").Clone();

    private static JsonObject Step(WorkflowDefinition flow, string id) => flow.Root!["activities"]!.AsArray().Select(a => a!.AsObject()).Single(a => a["id"]!.GetValue<string>() == id);

    private static JsonArray Connections(WorkflowDefinition flow) => flow.Root!["connections"]!.AsArray();

    private static JsonNode Connection(WorkflowDefinition flow, string source, string port) =>
        Connections(flow).Single(c => c!["source"]!["activity"]!.GetValue<string>() == source && c["source"]!["port"]!.GetValue<string>() == port)!;

    private static void Remove(WorkflowDefinition flow, string source, string port) => Connections(flow).Remove(Connection(flow, source, port));

    private static JsonObject Custom(JsonObject step)
    {
        if (step["customProperties"] is not JsonObject custom)
        {
            step["customProperties"] = custom = [];
        }

        return custom;
    }

    private static ServiceProvider BuildServices()
    {
        var services = new ServiceCollection();
        services.AddSingleton(Texts.Load(typeof(Texts).Assembly));
        services.AddSingleton(new WorkflowRuntime.Activities.ActivityRegistry(
            new WorkflowRuntime.WorkflowRuntimeOptions().AddActivitiesFrom(typeof(Texts).Assembly).ActivityTypes));
        services.AddPublishing();
        services.AddScoped<PetitionFlowCheck>();
        return services.BuildServiceProvider();
    }
}
