using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using WorkflowRuntime.ElsaApi.Tests.Hosting;

namespace WorkflowRuntime.ElsaApi.Tests;

public sealed class InstanceTests : IAsyncDisposable
{
    private readonly ElsaServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Execute_AnswersWithTheStateAndTheHeadersThatStudioReads()
    {
        await _server.PublishAsync(Flows.Waiting("a"));

        var answer = await _server.PostAsync("workflow-definitions/a/execute", JsonNode.Parse("""{"correlationId":"c1","versionOptions":"Latest","input":{"x":1}}"""));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(answer.Headers["x-elsa-workflow-instance-id"], answer.Json["workflowState"]!["id"]!.GetValue<string>());
        Assert.Equal("False", answer.Headers["x-elsa-workflow-cannot-start"]);
        Assert.Equal("Suspended", answer.Json["workflowState"]!["subStatus"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await _server.GetAsync("workflow-definitions/a/execute?correlationId=c2")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.PostAsync("workflow-definitions/none/execute")).Status);
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("[1]")]
    [InlineData("5")]
    public async Task Execute_WithAnInputThatIsNoObject_IsRefused(string input)
    {
        await _server.PublishAsync(Flows.Waiting("a"));

        var answer = await _server.PostAsync("workflow-definitions/a/execute", JsonNode.Parse($$"""{"input":{{input}}}"""));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("input", answer.Json["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_OfASingletonThatRuns_SaysThatItCannotStart()
    {
        var definition = Flows.Waiting("a");
        definition["options"] = new JsonObject { ["activationStrategyType"] = "SingletonStrategy" };
        await _server.PublishAsync(definition);
        await _server.StartAsync("a");

        var second = await _server.PostAsync("workflow-definitions/a/execute");

        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Equal("True", second.Headers["x-elsa-workflow-cannot-start"]);
    }

    [Fact]
    public async Task Execute_OfAnEndlessLoopInACondition_EndsAsAFault()
    {
        await _server.PublishAsync(Flows.Deciding("a", "while (true) {}"));

        var answer = await _server.PostAsync("workflow-definitions/a/execute");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Equal("Faulted", answer.Json["workflowState"]!["subStatus"]!.GetValue<string>());
        Assert.Equal("decide", answer.Json["workflowState"]!["incidents"]![0]!["activityId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Dispatch_StartsAfterTheAnswer()
    {
        await _server.PublishAsync(Flows.Waiting("a"));

        var one = await _server.PostAsync("workflow-definitions/a/dispatch", JsonNode.Parse("""{"correlationId":"c"}"""));
        var many = await _server.PostAsync("workflow-definitions/a/bulk-dispatch", JsonNode.Parse("""{"count":3}"""));

        Assert.Equal("Running", (await _server.GetAsync($"workflow-instances/{one.Json["workflowInstanceId"]}")).Json["status"]!.GetValue<string>());
        Assert.Equal(3, many.Json["workflowInstanceIds"]!.AsArray().Count);
        Assert.NotEmpty((await _server.PostAsync("workflow-definitions/a/bulk-dispatch", JsonNode.Parse("""{"count":0}"""))).Problems);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.PostAsync("workflow-definitions/none/dispatch")).Status);
    }

    [Fact]
    public async Task EventsAndTaskResults_ResumeWhatWaits()
    {
        await _server.PublishAsync(Flows.Waiting("a"));
        await _server.PublishAsync(Flows.Asking("b"));
        var (waiting, asking) = (await _server.StartAsync("a"), await _server.StartAsync("b"));
        var taskId = (await _server.GetAsync($"workflow-instances/{asking}")).Json["workflowState"]!["bookmarks"]![0]!["payload"]!["taskId"]!.GetValue<string>();

        await _server.PostAsync("events/Go/trigger", new JsonObject { ["workflowInstanceId"] = waiting, ["input"] = new JsonObject { ["n"] = 1 } });
        await _server.PostAsync($"tasks/{taskId}/complete", new JsonObject { ["result"] = new JsonObject { ["ok"] = true } });

        Assert.Equal("Finished", await StatusAsync(waiting));
        Assert.Equal("Finished", await StatusAsync(asking));
        Assert.Equal(HttpStatusCode.OK, (await _server.PostAsync("tasks/unknown/complete")).Status);
    }

    [Fact]
    public async Task Bookmark_IsResumedByItsTokenOnce()
    {
        await _server.PublishAsync(Flows.Waiting("a"));
        var id = await _server.StartAsync("a");
        var bookmark = (await _server.GetAsync($"workflow-instances/{id}")).Json["workflowState"]!["bookmarks"]![0]!["id"];

        Assert.Equal(HttpStatusCode.OK, (await _server.PostAsync($"bookmarks/resume?t={bookmark}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.GetAsync($"bookmarks/resume?t={bookmark}")).Status);
        Assert.Equal("Finished", await StatusAsync(id));
    }

    [Fact]
    public async Task List_FiltersAndPages_InBothForms()
    {
        await _server.PublishAsync(Flows.Waiting("a"));
        await _server.PublishAsync(Flows.Short("b"));
        for (var i = 0; i < 3; i++)
        {
            await _server.StartAsync("a");
            _server.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await _server.StartAsync("b");

        Assert.Equal(4, (await _server.PostAsync("workflow-instances", JsonNode.Parse("""{"page":0,"pageSize":10,"searchTerm":"","definitionIds":[],"statuses":[],"orderDirection":"Descending"}"""))).Json["totalCount"]!.GetValue<int>());
        var running = (await _server.PostAsync("workflow-instances", JsonNode.Parse("""{"page":1,"pageSize":2,"statuses":["Running"],"orderBy":"Created","orderDirection":"Ascending"}"""))).Json;
        Assert.Equal((3, 1), (running["totalCount"]!.GetValue<int>(), running["items"]!.AsArray().Count));
        var early = """{"timestampFilters":[{"column":"CreatedAt","operator":"LessThanOrEqual","timestamp":"2026-03-02T01:01:00+00:00"}]}""";
        Assert.Equal(2, (await _server.PostAsync("workflow-instances", JsonNode.Parse(early))).Json["totalCount"]!.GetValue<int>());
        Assert.Equal(1, (await _server.GetAsync("workflow-instances?definitionId=b&page=0&pageSize=50")).Json["totalCount"]!.GetValue<int>());
        Assert.NotEmpty((await _server.GetAsync("workflow-instances?status=Sleeping")).Problems);
    }

    [Fact]
    public async Task Viewer_ReadsJournalExecutionsVariablesAndStatistics()
    {
        await _server.PublishAsync(Flows.Waiting("a"));
        var id = await _server.StartAsync("a");

        var journal = await _server.PostAsync($"workflow-instances/{id}/journal?skip=1&take=2", JsonNode.Parse("""{"filter":{"excludedActivityTypes":["Elsa.Workflow","Elsa.Flowchart"]}}"""));
        Assert.Equal((4, 2), (journal.Json["totalCount"]!.GetValue<int>(), journal.Json["items"]!.AsArray().Count));
        Assert.Equal("start", journal.Json["items"]![0]!["activityId"]!.GetValue<string>());
        Assert.Equal(6, (await _server.GetAsync($"workflow-instances/{id}/journal?page=0&pageSize=500")).Json["totalCount"]!.GetValue<int>());
        Assert.Equal("Suspended", (await _server.GetAsync($"workflow-instances/{id}/journal/wait")).Json["eventName"]!.GetValue<string>());

        var executions = (await _server.GetAsync($"activity-executions/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:flow:wait")).Json;
        var execution = Assert.Single(executions["items"]!.AsArray())!;
        Assert.Equal(("Running", true), (execution["status"]!.GetValue<string>(), execution["hasBookmarks"]!.GetValue<bool>()));
        Assert.Equal("Go", execution["activityState"]!["EventName"]!.GetValue<string>());
        var one = (await _server.GetAsync($"activity-executions/by-id?id={execution["id"]}")).Json;
        Assert.True(JsonNode.DeepEquals(one, execution));
        Assert.Equal(HttpStatusCode.OK, (await _server.GetAsync($"activity-executions/{execution["id"]}")).Status);
        Assert.Equal(4, (await _server.GetAsync($"activity-executions/count?workflowInstanceId={id}")).Json["count"]!.GetValue<int>());
        Assert.Equal("Workflow1", (await _server.GetAsync($"activity-executions/{execution["id"]}/call-stack?includeCrossWorkflowChain=True")).Json["items"]![0]!["activityId"]!.GetValue<string>());
        Assert.Equal(1, (await _server.GetAsync($"activity-execution-summaries/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:flow:wait")).Json["count"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NotFound, (await _server.GetAsync("activity-executions/none")).Status);

        var stats = (await _server.PostAsync("activity-executions/report", new JsonObject { ["workflowInstanceId"] = id, ["activityNodeIds"] = new JsonArray("Workflow1:flow:wait") })).Json["stats"]!.AsArray();
        Assert.True(Assert.Single(stats)!["isBlocked"]!.GetValue<bool>());
        Assert.Equal("no", (await _server.GetAsync($"workflow-instances/{id}/variables")).Json["items"]![0]!["value"]!.GetValue<string>());
        var changed = await _server.PostAsync($"workflow-instances/{id}/variables", JsonNode.Parse("""{"variables":[{"id":"v1","value":"yes"}]}"""));
        Assert.Equal("yes", changed.Json["items"]![0]!["value"]!.GetValue<string>());
        Assert.Equal("Running", (await _server.GetAsync($"workflow-instances/{id}/execution-state")).Json["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task FaultedInstance_IsRetriedAfterItsDataWasMended()
    {
        await _server.PublishAsync(Flows.Deciding("a", "if (getVariable('Seen') == 'no') throw new Error('not yet'); return true;"));
        var id = await _server.StartAsync("a");
        var incident = (await _server.GetAsync($"workflow-instances/{id}")).Json["workflowState"]!["incidents"]![0]!;

        // Studio reads these as texts and shows nothing at all when one is a number.
        Assert.All(incident["exception"]!["innerException"]!["metadata"]!.AsObject(), value => Assert.Equal(System.Text.Json.JsonValueKind.String, value.Value!.GetValueKind()));
        await _server.PostAsync($"workflow-instances/{id}/variables", JsonNode.Parse("""{"variables":[{"id":"v1","value":"yes"}]}"""));

        var answer = await _server.PostAsync("alterations/workflows/retry", new JsonObject { ["workflowInstanceIds"] = new JsonArray(id) });

        Assert.True(answer.Json["results"]![0]!["isSuccessful"]!.GetValue<bool>(), answer.Text);
        Assert.Equal("Finished", await StatusAsync(id));
    }

    [Fact]
    public async Task CancelAndDelete_OneAndMany()
    {
        var model = await _server.PublishAsync(Flows.Waiting("a"));
        var ids = new List<string>();
        for (var i = 0; i < 6; i++)
            ids.Add(await _server.StartAsync("a"));

        Assert.Equal(HttpStatusCode.OK, (await _server.PostAsync($"cancel/workflow-instances/{ids[0]}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.PostAsync("cancel/workflow-instances/none")).Status);
        Assert.Equal(1, (await _server.PostAsync("bulk-actions/cancel/workflow-instances", new JsonObject { ["ids"] = new JsonArray(ids[0], ids[1]) })).Json["cancelled"]!.GetValue<int>());
        Assert.Equal(0, (await _server.PostAsync("bulk-actions/cancel/workflow-instances", new JsonObject())).Json["cancelled"]!.GetValue<int>());
        var run = (await _server.PostAsync("alterations/run", JsonNode.Parse($$"""{"alterations":[{"type":"Cancel"}],"workflowInstanceIds":["{{ids[2]}}"]}"""))).Json;
        Assert.True(run["results"]![0]!["isSuccessful"]!.GetValue<bool>());
        Assert.Equal(3, (await _server.PostAsync("alterations/dry-run", JsonNode.Parse("""{"definitionIds":["a"]}"""))).Json["workflowInstanceIds"]!.AsArray().Count);
        Assert.NotEmpty((await _server.PostAsync("alterations/submit", JsonNode.Parse("""{"alterations":[{"type":"Migrate"}],"filter":{}}"""))).Problems);
        Assert.NotEmpty((await _server.PostAsync("alterations/submit", JsonNode.Parse("""{"alterations":[{"type":"Cancel"}],"filter":{"emptyFilterSelectsAll":true}}"""))).Json["planId"]!.GetValue<string>());
        Assert.Equal(0, (await _server.PostAsync("bulk-actions/cancel/workflow-instances", new JsonObject { ["definitionVersionId"] = model["id"]!.DeepClone() })).Json["cancelled"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NotFound, (await _server.GetAsync("alterations/plan")).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await _server.DeleteAsync($"workflow-instances/{ids[0]}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.DeleteAsync($"workflow-instances/{ids[0]}")).Status);
        Assert.Equal(2, (await _server.PostAsync("bulk-actions/delete/workflow-instances/by-id", new JsonObject { ["ids"] = new JsonArray(ids[1], ids[2], "none") })).Json["deleted"]!.GetValue<int>());
        await _server.DeleteAsync("workflow-definitions/a");
        Assert.Equal(0, (await _server.GetAsync("workflow-instances")).Json["totalCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task EndedInstance_GoesOutAsAFileAndComesIn()
    {
        await _server.PublishAsync(Flows.Short("a"));
        await _server.PublishAsync(Flows.Waiting("b"));
        var (ended, running) = (await _server.StartAsync("a"), await _server.StartAsync("b"));
        var file = await _server.GetAsync($"workflow-instances/{ended}/export");
        Assert.Equal("application/zip", (await _server.PostAsync("bulk-actions/export/workflow-instances", new JsonObject { ["ids"] = new JsonArray(ended, running) })).ContentType);
        await _server.DeleteAsync($"workflow-instances/{ended}");

        Assert.Equal(1, (await _server.UploadAsync("bulk-actions/import/workflow-instances", ("i.json", file.Data))).Json["count"]!.GetValue<int>());

        Assert.Equal("Finished", await StatusAsync(ended));
        Assert.NotEqual(0, (await _server.GetAsync($"workflow-instances/{ended}/journal")).Json["totalCount"]!.GetValue<int>());
        var other = await _server.GetAsync($"workflow-instances/{running}/export");
        Assert.NotEmpty((await _server.UploadAsync("bulk-actions/import/workflow-instances", ("r.json", other.Data))).Problems);
        Assert.NotEmpty((await _server.UploadAsync("bulk-actions/import/workflow-instances", ("x.json", Encoding.UTF8.GetBytes("{}")))).Problems);
    }

    private async Task<string> StatusAsync(string id) => (await _server.GetAsync($"workflow-instances/{id}")).Json["subStatus"]!.GetValue<string>();
}
