using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.ElsaApi.Tests.Hosting;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Tests;

/// <summary>What is refused, and how: every refusal is a problem that Studio can show.</summary>
public sealed class StatusTests : IAsyncDisposable
{
    private readonly ElsaServer _server = new(services => services.AddScoped<IInstanceGuard, NothingGoes>());

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("GET", "workflow-definitions/none/export")]
    [InlineData("POST", "workflow-definitions/none/export")]
    [InlineData("GET", "workflow-definitions/none")]
    [InlineData("GET", "workflow-definitions/subgraph/none?parentNodeId=x")]
    [InlineData("GET", "workflow-definitions/none/execute")]
    [InlineData("POST", "workflow-definitions/none/bulk-dispatch")]
    [InlineData("GET", "workflow-instances/none")]
    [InlineData("GET", "workflow-instances/none/execution-state")]
    [InlineData("GET", "workflow-instances/none/variables")]
    [InlineData("POST", "workflow-instances/none/variables")]
    [InlineData("GET", "workflow-instances/none/journal/step")]
    [InlineData("GET", "workflow-instances/none/export")]
    [InlineData("GET", "activity-executions/by-id?id=none")]
    [InlineData("GET", "activity-executions/none/call-stack")]
    [InlineData("POST", "bookmarks/resume?t=none")]
    public async Task WhatIsNotThere_IsNotFound(string method, string path) =>
        await RefusedAsync(HttpStatusCode.NotFound, new HttpMethod(method), path, method == "POST" ? new JsonObject() : null);

    [Fact]
    public async Task WhatCannotBePublished_IsKeptAsADraft()
    {
        var flow = Flows.Short("a");
        flow["inputs"] = new JsonArray(new JsonObject { ["name"] = "Twin", ["type"] = "String" }, new JsonObject { ["name"] = "Twin", ["type"] = "String" });

        await RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "workflow-definitions", new JsonObject { ["model"] = flow, ["publish"] = true });
        await RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "workflow-definitions/a/publish", new JsonObject());

        Assert.False((await _server.GetAsync("workflow-definitions/a")).Json["isPublished"]!.GetValue<bool>());
    }

    [Fact]
    public async Task AReadOnlyDefinition_IsNotSavedOver()
    {
        var flow = Flows.Short("a");
        flow["isReadonly"] = true;
        await _server.PublishAsync(flow);

        await RefusedAsync(HttpStatusCode.Forbidden, HttpMethod.Post, "workflow-definitions", new JsonObject { ["model"] = Flows.Short("a") });
    }

    [Fact]
    public async Task AnInstanceThatMustBeKept_StaysWithItsDefinition()
    {
        var versionId = (await _server.PublishAsync(Flows.Short("a")))["id"]!.GetValue<string>();
        var id = await _server.StartAsync("a");

        foreach (var path in new[] { "workflow-instances/" + id, "workflow-definitions/a", "workflow-definition-versions/" + versionId })
            await RefusedAsync(HttpStatusCode.Forbidden, HttpMethod.Delete, path, null);

        Assert.Equal(HttpStatusCode.OK, (await _server.GetAsync("workflow-instances/" + id)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _server.GetAsync("workflow-definitions/a")).Status);
    }

    [Fact]
    public async Task OfManyInstances_ThoseThatMustBeKeptStay_AndTheAnswerSaysWhy()
    {
        await _server.PublishAsync(Flows.Short("a"));

        var answer = await _server.PostAsync("bulk-actions/delete/workflow-instances/by-id", new JsonObject { ["ids"] = new JsonArray(await _server.StartAsync("a")) });

        Assert.Equal((0, "It belongs to a file."), (answer.Json["deleted"]!.GetValue<int>(), Assert.Single(answer.Json["kept"]!.AsArray())!.GetValue<string>()));
    }

    [Fact]
    public async Task WhatIsAskedForInWordsThatDoNotExist_IsRefused()
    {
        await RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "workflow-instances", new JsonObject { ["status"] = "Sleeping" });
        await RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "alterations/run", new JsonObject { ["alterations"] = new JsonArray(new JsonObject { ["type"] = "Migrate" }) });
    }

    [Fact]
    public async Task ARunThatFaults_IsAnsweredWithItsState()
    {
        await _server.PublishAsync(Flows.Deciding("a", "throw new Error('no')"));

        var answer = await _server.GetAsync("workflow-definitions/a/execute");

        Assert.Equal((HttpStatusCode.InternalServerError, "Faulted"), (answer.Status, answer.Json["workflowState"]!["subStatus"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task AWaitingPoint_IsResumed_UnlessItIsNotOfElsaOrItsInstanceHasEnded(string method)
    {
        await _server.PublishAsync(Flows.Waiting("a"));
        var (resumed, ended) = (await _server.StartAsync("a"), await _server.StartAsync("a"));
        var (mark, late) = (await MarkAsync(resumed), await MarkAsync(ended));
        await _server.RunAsync(
            async (services, cancellation) =>
            {
                var store = services.GetRequiredService<IWorkflowStore>();
                store.AddBookmark(new BookmarkRow { Id = "person", InstanceId = ended, Name = "Petition.Task", Hash = "h", ActivityId = "a", ActivityNodeId = "a", ActivityInstanceId = "a" });
                var row = (await store.FindInstanceAsync(ended, cancellation))!;
                (row.Status, row.SubStatus) = (WorkflowStatus.Finished, WorkflowSubStatus.Cancelled);
                store.UpdateInstance(row);
                return true;
            },
            TestContext.Current.CancellationToken);
        var body = method == "POST" ? new JsonObject() : null;

        Assert.Equal(HttpStatusCode.OK, (await _server.SendAsync(new HttpMethod(method), "bookmarks/resume?t=" + mark, body)).Status);
        await RefusedAsync(HttpStatusCode.Forbidden, new HttpMethod(method), "bookmarks/resume?t=person", body);
        await RefusedAsync(HttpStatusCode.Conflict, new HttpMethod(method), "bookmarks/resume?t=" + late, body);
        await RefusedAsync(HttpStatusCode.Conflict, HttpMethod.Post, $"workflow-instances/{ended}/variables", new JsonObject());
    }

    [Fact]
    public async Task Import_UnderAGivenId_MakesChangesAndRefuses()
    {
        const string Path = "workflow-definitions/a/import";
        Assert.Equal(HttpStatusCode.Created, (await _server.SendAsync(HttpMethod.Put, Path, Flows.Short("a"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await _server.SendAsync(HttpMethod.Put, Path, Flows.Short("a"))).Status);
        await RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Put, Path, new JsonObject { ["root"] = "nothing" });
        using var huge = new ByteArrayContent(Encoding.UTF8.GetBytes("{\"name\":\"" + new string('x', 50 * 1024 * 1024) + "\"}"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Answer.ReadAsync(await _server.Client.PutAsync(Path, huge, TestContext.Current.CancellationToken))).Status);

        var exported = await _server.PostAsync("workflow-definitions/a/export", new JsonObject());
        Assert.Equal((HttpStatusCode.OK, "a"), (exported.Status, exported.Json["definitionId"]!.GetValue<string>()));
    }

    private async Task RefusedAsync(HttpStatusCode status, HttpMethod method, string path, JsonNode? body)
    {
        var answer = await _server.SendAsync(method, path, body);
        Assert.True(answer.Status == status, $"{method} {path}: {answer.Status} {answer.Text}");
        Assert.Single(answer.Problems);
    }

    private async Task<string> MarkAsync(string id) => (await _server.GetAsync($"workflow-instances/{id}")).Json["workflowState"]!["bookmarks"]![0]!["id"]!.GetValue<string>();

    private sealed class NothingGoes : IInstanceGuard
    {
        public ValueTask<string?> FindReasonToKeepAsync(InstanceSummary instance, CancellationToken cancellationToken) => new("It belongs to a file.");
    }
}
